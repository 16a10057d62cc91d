"""Tags and trees for texts without gold, to train the tagger and the parser on.

usage: trees.py teach MINILM TEACHER.pt TRAIN.conllu ... [--dev DEV.conllu ...] [--epochs 5]
       trees.py read TEACHER.pt OUT.conllu FOLDER ... [--without K/N ...]

`teach` fine-tunes MiniLM on treebanks: tags, heads and labels, by scores of pairs of words (Dozat and Manning 2017).
`read` gives the sentences of FOLDER/NAME.conllu, which `ascribe parse` writes, new tags, heads and labels; words and lemmas stay.
`--without` leaves out articles by the checksum of their names, as everywhere here, so that they can measure. It may stand several times.
"""
import argparse
import glob
import os
import random
import time

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import nn
from transformers import BertModel

from train import held_out

LONGEST = 110
PIECES = 8
CAPITALS, TAG, ARC, LABEL = 32, 256, 256, 96


def sentences(path):
    """the sentences of a file: for each word its columns"""
    found, current = [], []
    for line in [*open(path, encoding="utf-8"), ""]:
        line = line.rstrip("\n")
        if not line:
            if 1 < len(current) <= LONGEST:
                found.append(current)
            current = []
        elif line[0].isdigit() and line.split("\t", 1)[0].isdigit():
            current.append(line.split("\t"))
    return found


def shape(word, first):
    kinds = [word.islower(), word.istitle(), word.isupper(), any(c.isdigit() for c in word), any(c.isupper() for c in word), True]
    return kinds.index(True) + 6 * first


class Batch:
    def __init__(self, tokens, sents, tags=None, labels=None):
        count, words = len(sents), max(len(s) for s in sents)
        lists, firsts = [], []
        for sent in sents:
            ids, first = [101], []
            for word in sent:
                first.append(len(ids))
                ids += tokens.encode(word[1], add_special_tokens=False).ids[:PIECES] or [100]
            lists.append([*ids, 102])
            firsts.append(first)
        longest = max(map(len, lists))
        self.ids, self.mask = torch.zeros(count, longest, dtype=torch.long), torch.zeros(count, longest)
        self.first, self.capitals = torch.zeros(count, words, dtype=torch.long), torch.zeros(count, words, dtype=torch.long)
        self.words = torch.zeros(count, words, dtype=torch.bool)
        self.tags, self.heads, self.labels = (torch.full((count, words), -100) for _ in range(3))
        for b, (sent, ids, first) in enumerate(zip(sents, lists, firsts)):
            n = len(sent)
            self.ids[b, :len(ids)], self.mask[b, :len(ids)] = torch.tensor(ids), 1
            self.first[b, :n], self.words[b, :n] = torch.tensor(first), True
            self.capitals[b, :n] = torch.tensor([shape(w[1], i == 0) for i, w in enumerate(sent)])
            if tags:
                self.tags[b, :n] = torch.tensor([tags.get(w[3] + "/" + w[4], -100) for w in sent])
                self.heads[b, :n] = torch.tensor([int(w[6]) for w in sent])
                self.labels[b, :n] = torch.tensor([labels.get(w[7], -100) for w in sent])


def groups(sents, size):
    """indices of sentences of about one length, with so many words in all"""
    order = sorted(range(len(sents)), key=lambda i: (len(sents[i]), random.random()))
    found, current = [], []
    for i in order:
        current.append(i)
        if len(current) * len(sents[i]) >= size:
            found.append(current)
            current = []
    random.shuffle(found)
    return [*found, *([current] if current else [])]


def hidden(inputs, outputs, dropout):
    return nn.Sequential(nn.Linear(inputs, outputs), nn.GELU(), nn.Dropout(dropout))


def with_one(x):
    return torch.cat([x, torch.ones_like(x[..., :1])], -1)


class Teacher(nn.Module):
    def __init__(self, minilm, tags, labels):
        super().__init__()
        self.minilm = BertModel.from_pretrained(minilm, add_pooling_layer=False)
        self.capitals = nn.Embedding(12, CAPITALS)
        width = self.minilm.config.hidden_size + CAPITALS
        self.tag = nn.Sequential(hidden(width, TAG, 0.2), nn.Linear(TAG, tags))
        self.arc_of, self.arc_to = hidden(width, ARC, 0.3), hidden(width, ARC, 0.3)
        self.label_of, self.label_to = hidden(width, LABEL, 0.3), hidden(width, LABEL, 0.3)
        self.arc = nn.Parameter(torch.randn(ARC + 1, ARC) * 0.02)
        self.label = nn.Parameter(torch.randn(labels, LABEL + 1, LABEL + 1) * 0.02)
        self.root = nn.Parameter(torch.zeros(width))

    def forward(self, batch):
        """scores of tags, and of heads (the root first); and what labels are read from"""
        states = self.minilm(batch.ids, attention_mask=batch.mask).last_hidden_state
        words = torch.gather(states, 1, batch.first[..., None].expand(-1, -1, states.shape[-1]))
        words = torch.cat([words, self.capitals(batch.capitals)], -1)
        heads = torch.cat([self.root.expand(len(words), 1, -1), words], 1)
        arcs = torch.einsum("bia,ac,bjc->bij", with_one(self.arc_of(words)), self.arc, self.arc_to(heads))
        can = torch.cat([torch.ones_like(batch.words[:, :1]), batch.words], 1)
        arcs = arcs.masked_fill(~can[:, None, :], -1e4)
        at = torch.arange(arcs.shape[1])
        arcs[:, at, at + 1] = -1e4
        return self.tag(words), arcs, self.label_of(words), self.label_to(heads)

    def labels(self, of, to, heads):
        to = torch.gather(to, 1, heads[..., None].expand(-1, -1, to.shape[-1]))
        return torch.einsum("bia,lac,bic->bil", with_one(of), self.label, with_one(to))


def tokenizer(minilm):
    tokens = Tokenizer.from_file(os.path.join(minilm, "tokenizer.json"))
    tokens.no_truncation(), tokens.no_padding()
    return tokens


def scores(net, tokens, sents, tags, labels):
    net.eval()
    right = np.zeros(4)
    with torch.no_grad():
        for group in groups(sents, 1500):
            batch = Batch(tokens, [sents[i] for i in group], tags, labels)
            tag, arcs, of, to = net(batch)
            heads = arcs.argmax(-1)
            head = (heads == batch.heads) & batch.words
            label = net.labels(of, to, heads).argmax(-1) == batch.labels
            tag = (tag.argmax(-1) == batch.tags) & batch.words
            right += [int(x.sum()) for x in (batch.words, tag, head, head & label)]
    return "tags {:.2f} UAS {:.2f} LAS {:.2f}".format(*(100 * right[1:] / right[0]))


def teach(a):
    sents = [s for path in a.treebanks for s in sentences(path)]
    tags = {t: i for i, t in enumerate(sorted({w[3] + "/" + w[4] for s in sents for w in s}))}
    labels = {t: i for i, t in enumerate(sorted({w[7] for s in sents for w in s}))}
    tokens, net = tokenizer(a.minilm), Teacher(a.minilm, len(tags), len(labels))
    own = [p for name, p in net.named_parameters() if not name.startswith("minilm.")]
    optimizer = torch.optim.AdamW([{"params": net.minilm.parameters(), "lr": 3e-4}, {"params": own, "lr": 2e-3}], weight_decay=0.01)
    steps = a.epochs * len(groups(sents, 900))
    rate = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda k: min(1, k / (0.1 * steps)) * max(0, 1 - k / steps))
    loss_of, start = nn.CrossEntropyLoss(), time.time()
    for epoch in range(a.epochs):
        net.train()
        for group in groups(sents, 900):
            batch = Batch(tokens, [sents[i] for i in group], tags, labels)
            tag, arcs, of, to = net(batch)
            label = net.labels(of, to, batch.heads.clamp(min=0))
            loss = sum(loss_of(x.flatten(0, 1), y.flatten()) for x, y in ((tag, batch.tags), (arcs, batch.heads), (label, batch.labels)))
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimizer.step()
            rate.step()
        for path in a.dev:
            print(f"epoch {epoch}, {os.path.basename(path)}: {scores(net, tokens, sentences(path), tags, labels)}, "
                  f"{time.time() - start:.0f} s", flush=True)
    torch.save({"net": net.state_dict(), "minilm": a.minilm, "tags": list(tags), "labels": list(labels)}, a.teacher)


def is_tree(heads):
    for at in heads:
        steps = 0
        while at:
            at, steps = heads[at - 1], steps + 1
            if steps > len(heads):
                return False
    return heads.count(0) == 1


def best_tree(arcs):
    """the heads of the best projective tree with one root (Eisner 1996); `arcs` has the score of each head of each word"""
    root = int(arcs[:, 0].argmax())
    arcs = arcs.copy()
    arcs[:, 0] = np.where(np.arange(len(arcs)) == root, arcs[:, 0] + 1e5, -1e6)
    n = len(arcs) + 1
    score = np.full((n, n), -1e9)
    score[:, 1:] = arcs.T
    whole, half = np.full((n, n, 2), -1e9), np.full((n, n, 2), -1e9)
    whole_at, half_at = np.zeros((n, n, 2), int), np.zeros((n, n), int)
    whole[np.arange(n), np.arange(n)] = 0
    for width in range(1, n):
        for i in range(n - width):
            j = i + width
            sums = whole[i, i:j, 1] + whole[i + 1:j + 1, j, 0]
            at = int(sums.argmax())
            half_at[i, j] = i + at
            half[i, j] = (sums[at] + score[j, i] if i else -1e9), sums[at] + score[i, j]
            left, right = whole[i, i:j, 0] + half[i:j, j, 0], half[i, i + 1:j + 1, 1] + whole[i + 1:j + 1, j, 1]
            whole_at[i, j] = i + left.argmax(), i + 1 + right.argmax()
            whole[i, j] = left.max(), right.max()
    heads, todo = [0] * n, [(0, n - 1, 1, True)]
    while todo:
        i, j, right, is_whole = todo.pop()
        if i == j:
            continue
        if is_whole:
            at = whole_at[i, j, right]
            todo += [(i, at, 1, False), (at, j, 1, True)] if right else [(i, at, 0, True), (at, j, 0, False)]
        else:
            heads[j if right else i] = i if right else j
            at = half_at[i, j]
            todo += [(i, at, 1, True), (at + 1, j, 0, True)]
    return heads[1:]


def read(a):
    kept = torch.load(a.teacher, weights_only=False)
    net = Teacher(kept["minilm"], len(kept["tags"]), len(kept["labels"]))
    net.load_state_dict(kept["net"])
    net.eval()
    tokens, root = tokenizer(kept["minilm"]), kept["labels"].index("root")
    sents = []
    for path in sorted(path for folder in a.folders for path in glob.glob(os.path.join(folder, "*.conllu"))):
        name = os.path.basename(path)[:-len(".conllu")]
        if not any(held_out(name, part) for part in a.without):
            sents += sentences(path)
    found = [None] * len(sents)
    with torch.no_grad():
        for group in groups(sents, 2500):
            batch = Batch(tokens, [sents[i] for i in group])
            tag, arcs, of, to = net(batch)
            arcs, heads = torch.log_softmax(arcs, -1), torch.zeros_like(batch.first)
            for b, i in enumerate(group):
                n = len(sents[i])
                best = arcs[b, :n, :n + 1].argmax(-1).tolist()
                heads[b, :n] = torch.tensor(best if is_tree(best) else best_tree(arcs[b, :n, :n + 1].numpy().astype(float)))
            label = net.labels(of, to, heads)
            label[..., root] = -1e9
            for b, i in enumerate(group):
                words = zip(tag[b].argmax(-1).tolist(), heads[b].tolist(), label[b].argmax(-1).tolist())
                found[i] = [(kept["tags"][t], h, kept["labels"][l] if h else "root") for (t, h, l), _ in zip(words, sents[i])]
    with open(a.out, "w", encoding="utf-8") as out:
        for number, (sent, words) in enumerate(zip(sents, found)):
            out.write(f"# newdoc id = read_{number}\n" if number % 50 == 0 else "")
            for word, (tag, head, label) in zip(sent, words):
                out.write("\t".join([*word[:3], *tag.split("/", 1), "_", str(head), label, "_", word[9]]) + "\n")
            out.write("\n")
    print(f"{len(sents)} sentences, {sum(map(len, sents))} words")


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    sub = ap.add_subparsers(required=True)
    one = sub.add_parser("teach")
    one.add_argument("minilm")
    one.add_argument("teacher")
    one.add_argument("treebanks", nargs="+")
    one.add_argument("--dev", nargs="*", default=[])
    one.add_argument("--epochs", type=int, default=5)
    one.set_defaults(run=teach)
    two = sub.add_parser("read")
    two.add_argument("teacher")
    two.add_argument("out")
    two.add_argument("folders", nargs="+")
    two.add_argument("--without", action="append", default=[])
    two.set_defaults(run=read)
    a = ap.parse_args()
    random.seed(1), torch.manual_seed(1), torch.set_num_threads(2)
    a.run(a)


if __name__ == "__main__":
    main()

"""Encoder (MiniLM, the teacher; Sep, what ships), heads for cues and names, and a head conditional on each cue with a chain on top."""
import torch
import torch.nn as nn
import torch.nn.functional as F
from data import LEVELS, NAMES, ROLES, TAGS, XPOS

NDIST = 2 * 17 + 1
PAIR = 64  # numbers in which a source is compared with a name
NP, NS, NH = 4096, 6144, 256  # rows of the tables of prefixes, suffixes and shapes
_pool = {}


def drop(x, p, training):
    """dropout with masks cut from a pool of random bits at a random offset (torch's own is slow on a CPU)"""
    if not training or p <= 0:
        return x
    n = x.numel()
    q = _pool.get(p)
    if q is None or q.numel() < n + 4096:
        q = _pool[p] = (torch.rand(2 * n + 4096) >= p).float() / (1 - p)
    o = int(torch.randint(0, q.numel() - n, (1,)))
    return x * q[o:o + n].view(x.shape)


class Drop(nn.Module):
    def __init__(self, p):
        super().__init__()
        self.p = p

    def forward(self, x):
        return drop(x, self.p, self.training)


def dist_bucket(d):
    """signed distance -> 0..34: exact to 10, then in steps that grow"""
    a = d.abs()
    b = torch.where(a <= 10, a, torch.full_like(a, 11))
    for k, lim in enumerate((12, 16, 22, 30, 42, 60), 11):
        b = torch.where(a > lim, torch.full_like(b, k + 1), b)
    b = torch.clamp(b, max=17)
    return torch.where(d < 0, 17 - b, 17 + b)


class Bert(nn.Module):
    """a pretrained transformer over word pieces. Its pieces have no capitals, so that the first piece of a token brings its shape, part
    of speech, quotation state and cue class besides."""
    def __init__(self, path, bf16=True):
        super().__init__()
        self.e = nn.ModuleList(nn.Embedding(rows, 384) for rows in (NH, len(XPOS) + 1, 8, 8))
        for e in self.e:
            nn.init.zeros_(e.weight)
        from transformers import BertModel
        self.m = BertModel.from_pretrained(path, add_pooling_layer=False, attention_probs_dropout_prob=0.0)
        for layer in self.m.encoder.layer:
            layer.attention.output.dropout = Drop(0.1)
            layer.output.dropout = Drop(0.1)
        self.m.embeddings.dropout = Drop(0.1)
        self.m.embeddings.word_embeddings.weight.requires_grad_(False)
        self.dim = self.m.config.hidden_size
        self.bf16 = bf16

    def forward(self, b):
        f = b["feats"]
        x = self.m.embeddings.word_embeddings(b["pieces"])
        place = sum(e(f[..., i + 3]) for i, e in enumerate(self.e)) * b["tmask"][:, :, None]
        x = x.scatter_add(1, b["first"][:, :, None].expand(-1, -1, x.shape[2]), place)
        with torch.autocast("cpu", torch.bfloat16, enabled=self.bf16):
            x = self.m(inputs_embeds=x, attention_mask=b["pmask"]).last_hidden_state
        return torch.gather(x.float(), 1, b["first"][:, :, None].expand(-1, -1, x.shape[2]))


def gated(x):
    """half of the channels, each held open or shut by one of the other half; a gate that needs no exponential"""
    a, g = x.chunk(2, -1)
    return a * (0.5 + 0.5 * g / (1 + g.abs()))


class Words(nn.Module):
    """a token's vector: its word's, prefix, suffix, shape, part of speech, quotation state and cue class, summed after projection"""
    def __init__(self, dim, words, dr=0.2):
        super().__init__()
        self.word = nn.Embedding.from_pretrained(words.clone(), freeze=False)
        self.e = nn.ModuleList([nn.Embedding(NP, 24), nn.Embedding(NS, 32), nn.Embedding(NH, 16), nn.Embedding(len(XPOS) + 1, 16), nn.Embedding(8, 8), nn.Embedding(8, 8)])
        for e in self.e:
            nn.init.normal_(e.weight, std=0.3)
        n = words.shape[1] + sum(e.weight.shape[1] for e in self.e)
        self.lin = nn.Linear(n, 2 * dim)
        self.norm = nn.LayerNorm(dim)
        self.drop = dr

    def forward(self, b):
        f = b["feats"]
        w = f[..., 0]
        if self.training:  # now and then a word is unknown, so that affixes learn and unknown words are known as such
            w = torch.where(torch.rand(w.shape) < 0.1, torch.zeros_like(w), w)
        x = torch.cat([self.word(w)] + [e(f[..., i + 1]) for i, e in enumerate(self.e)], -1)
        return self.norm(gated(self.lin(drop(x, self.drop, self.training))))


class Sep(nn.Module):
    """layers of a depthwise convolution over k tokens and a gated pointwise one"""
    def __init__(self, emb, dim=96, dil=(1, 1, 2, 4, 8, 1), dr=0.1, k=5):
        super().__init__()
        self.emb = emb
        self.dw = nn.ModuleList([nn.Conv1d(dim, dim, k, padding=d * (k // 2), dilation=d, groups=dim) for d in dil])
        self.pw = nn.ModuleList([nn.Linear(dim, 2 * dim) for _ in dil])
        self.n = nn.ModuleList([nn.LayerNorm(dim) for _ in dil])
        self.dim, self.drop = dim, dr

    def forward(self, b):
        x = self.emb(b)
        m = b["tmask"][:, :, None].float()
        for c, p, n in zip(self.dw, self.pw, self.n):
            y = gated(p(c((n(x) * m).transpose(1, 2)).transpose(1, 2)))
            x = x + drop(y, self.drop, self.training)
        return x


class CRF(nn.Module):
    def __init__(self, labels):
        super().__init__()
        k = len(labels)
        self.t = nn.Parameter(torch.zeros(k, k))
        self.s = nn.Parameter(torch.zeros(k))
        bad = torch.zeros(k, k)
        for i in range(k):
            for j, l in enumerate(labels):
                if l in ("I-S", "I-C", "I-R") and labels[i] not in (l, "B" + l[1:]):
                    bad[i, j] = -1e4
        self.register_buffer("bad", bad)
        self.register_buffer("sb", torch.tensor([-1e4 if l in ("I-S", "I-C", "I-R") else 0.0 for l in labels]))

    def nll(self, em, lab, mask):
        T = self.t + self.bad
        a = em[:, 0] + self.s + self.sb
        gold = torch.gather(em, 2, lab[:, :, None])[..., 0]
        tr = T[lab[:, :-1], lab[:, 1:]]
        m = mask.float()
        g = (gold * m).sum(1) + (tr * m[:, 1:]).sum(1) + (self.s + self.sb)[lab[:, 0]]
        for i in range(1, em.shape[1]):
            b = torch.logsumexp(a[:, :, None] + T[None], 1) + em[:, i]
            a = torch.where(mask[:, i, None], b, a)
        return torch.logsumexp(a, 1) - g

    def decode(self, em, lens):
        T = self.t + self.bad
        a = em[:, 0] + self.s + self.sb
        back, al = [], [a]
        for i in range(1, em.shape[1]):
            v, ix = (a[:, :, None] + T[None]).max(1)
            a = v + em[:, i]
            back.append(ix)
            al.append(a)
        al = torch.stack(al, 1).numpy()
        back = torch.stack(back, 1).numpy() if back else None
        out = []
        for r in range(em.shape[0]):
            k = int(al[r, lens[r] - 1].argmax())
            seq = [k]
            for i in range(lens[r] - 2, -1, -1):
                k = int(back[r, i, k])
                seq.append(k)
            out.append(seq[::-1])
        return out


class Model(nn.Module):
    """`guide` (0 this project's, 1 PolNeAR's) moves the hidden layers of cues and roles: the corpora mark different things"""
    def __init__(self, enc, hid=64, dr=0.1, conv=True):
        super().__init__()
        self.enc = enc
        d = enc.dim
        self.drop = dr
        self.fl = nn.Embedding(4, 16)
        self.tag1 = nn.Linear(d + 16, hid)
        self.tag2 = nn.Linear(hid, len(TAGS))
        self.tagg = nn.Embedding(2, hid)
        self.name1 = nn.Linear(d, hid)
        self.name2 = nn.Linear(hid, len(NAMES))
        self.A = nn.Linear(d, hid)
        self.B = nn.Linear(d, hid)
        self.C = nn.Linear(d, hid, bias=False)
        self.D = nn.Linear(d, hid)
        self.dist = nn.Embedding(NDIST, hid)
        self.ctx = nn.Embedding(5 * 4 * 4 * 2, hid)
        self.roleg = nn.Embedding(2, hid)
        for e in (self.dist, self.ctx):
            nn.init.normal_(e.weight, std=0.1)
        for e in (self.tagg, self.roleg):
            nn.init.zeros_(e.weight)
        self.norm = nn.LayerNorm(hid)
        self.conv = nn.Conv1d(hid, hid, 3, padding=1) if conv else None
        self.out = nn.Linear(hid, len(ROLES))
        self.crf = CRF(ROLES)
        if isinstance(enc, Bert):
            # How identifiable a source is, and which name means it: by the states of its words and of its cue.
            self.source1, self.source2 = nn.Linear(d, hid), nn.Linear(d, hid, bias=False)
            self.level = nn.Linear(hid, len(LEVELS))
            self.asks, self.nobody, self.answers = nn.Linear(hid, PAIR), nn.Linear(hid, 1), nn.Linear(d, PAIR)

    def encode(self, b):
        h = drop(self.enc(b), self.drop, self.training)
        z = F.relu(self.tag1(torch.cat([h, self.fl(b["feats"][..., 5] % 4)], -1)) + self.tagg(b["guide"])[:, None])
        n = F.relu(self.name1(h))
        return h, self.tag2(drop(z, self.drop, self.training)), self.name2(drop(n, self.drop, self.training))

    def source(self, h, c):
        """of each attribution: the scores of its levels, its vector to compare with those of names, and the score of nobody named"""
        flat = h.reshape(-1, h.shape[2])
        own = (F.embedding(c["ix"], flat) * c["src"][:, :, None]).sum(1) / c["src"].sum(1, keepdim=True)
        z = drop(F.relu(self.source1(own) + self.source2(self.mean(h, c)[0])), self.drop, self.training)
        return self.level(z), self.asks(z) / PAIR ** 0.5, self.nobody(z)[:, 0]

    def mean(self, h, c):
        """the mean state of each cue, and where its window starts"""
        T = h.shape[1]
        off = c["cb"][:, None] * T
        pos = torch.arange(h.shape[0] * T)[None]
        m = ((pos >= off + c["cs"][:, None]) & (pos < off + c["ce"][:, None])).float()
        return (m / m.sum(1, keepdim=True)) @ h.reshape(-1, h.shape[2]), off

    def head(self, h, c):
        A, C = self.A(h), self.C(h)
        hc, off = self.mean(h, c)
        ix = off + c["ix"]
        a = F.embedding(ix, A.reshape(-1, A.shape[2]))
        k = F.embedding(ix, C.reshape(-1, C.shape[2]))
        z = a + (self.B(hc) + self.roleg(c["guide"]))[:, None] + k * self.D(hc)[:, None] + self.dist(c["dist"]) + self.ctx(c["ctx"])
        z = F.relu(self.norm(z))
        z = drop(z, self.drop, self.training)
        if self.conv is not None:
            z = z * c["mask"][:, :, None].float()
            z = z + F.relu(self.conv(z.transpose(1, 2)).transpose(1, 2))
        return self.out(drop(z, self.drop, self.training))

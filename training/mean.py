"""The mean of the weights of checkpoints that one training went through.

usage: mean.py OUT CHECKPOINT_DIR ...
"""
import os
import sys

import torch


def main():
    out, *folders = sys.argv[1:]
    checkpoints = [torch.load(os.path.join(folder, "model.pt"), weights_only=False) for folder in folders]
    weights = [one["model"] for one in checkpoints]
    mean = {k: torch.stack([w[k] for w in weights]).mean(0) if v.is_floating_point() else v for k, v in weights[0].items()}
    os.makedirs(out, exist_ok=True)
    torch.save(checkpoints[0] | {"model": mean}, os.path.join(out, "model.pt"))


if __name__ == "__main__":
    main()

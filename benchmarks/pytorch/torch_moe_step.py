#!/usr/bin/env python3
"""Time one training step of a mixture-of-experts similarity VAE in PyTorch on the CPU.

One step = draw a batch, in-batch k-nearest-neighbour similarity matrix S on a given low-dimensional
embedding, encoder -> loc, z = loc + N(0,1), cluster network on z twice (clean: no dropout; noisy: dropout),
hard argmax gate, expert decoder(s), BCE reconstruction, similarity BCE on P P^T against S, DEPICT
cross-entropy, per-cluster variance KL, backward, Adam(beta2 = 0.99).

  --arch dense   encoder 784-H-H-H-code (BatchNorm + ELU), K experts code-H-784 (ELU)
  --arch conv    encoder conv64, conv128, pool, conv128, pool, conv64, conv8 (3x3 same, ELU then BatchNorm),
                 dense to code; expert dense 392, conv128, up, conv64, up, conv32, conv1 (last layer linear logits)
  --gate all     every expert decodes every point, one-hot mask afterwards (shape of the public code)
  --gate route   each expert decodes only the points routed to it (same result, ~K times less decoder work)

Run:  python torch_moe_step.py                      (dense, 784, 3x500, code 68, K=10, batch 128, gate route)
      python torch_moe_step.py --arch conv --steps 5 --warmup 1
Prints ONE JSON line: wall and CPU ms per step (median / min), steps per second, parameters, last loss terms.
Data are random uniform in [0,1] (speed does not depend on them); --gate route on random data is balanced
only roughly. Compare medians of runs made back to back, as ratios. Needs: torch, numpy only.
"""
import argparse, json, os, resource, time


def main():
    p = argparse.ArgumentParser(); a = p.add_argument
    a("--arch", default="dense", choices=["dense", "conv"]); a("--gate", default="route", choices=["route", "all"])
    a("--d", type=int, default=784); a("--hidden", type=int, default=500); a("--depth", type=int, default=3)
    a("--code", type=int, default=68); a("--experts", type=int, default=10); a("--dec-depth", type=int, default=1)
    a("--clu-depth", type=int, default=3); a("--clu-hidden", type=int, default=200)
    a("--batch", type=int, default=128); a("--knn", type=int, default=10); a("--emb", type=int, default=2)
    a("--steps", type=int, default=30); a("--warmup", type=int, default=5)
    a("--threads", type=int, default=2); a("--seed", type=int, default=0); a("--lr", type=float, default=1e-4)
    a("--wait", choices=["passive", "active"], default="passive", help="OpenMP wait policy")
    o = p.parse_args()
    os.environ["OMP_WAIT_POLICY"] = o.wait.upper()
    os.environ.setdefault("OMP_NUM_THREADS", str(o.threads))
    import numpy as np, torch, torch.nn as nn, torch.nn.functional as F
    torch.set_num_threads(o.threads); torch.manual_seed(o.seed)
    K, B = o.experts, o.batch

    def dense(i, h, depth, out, bn=True, drop=0.0):
        L = []
        for _ in range(depth):
            L += [nn.Linear(i, h)] + ([nn.BatchNorm1d(h)] if bn else []) + [nn.ELU()] + ([nn.Dropout(drop)] if drop else [])
            i = h
        return nn.Sequential(*L, nn.Linear(i, out))

    if o.arch == "dense":
        enc = dense(o.d, o.hidden, o.depth, o.code)
        experts = nn.ModuleList(dense(o.code, o.hidden, o.dec_depth, o.d, bn=False) for _ in range(K))
    else:
        o.d = 784
        cb = lambda i, c: [nn.Conv2d(i, c, 3, padding=1), nn.ELU(), nn.BatchNorm2d(c)]
        enc = nn.Sequential(nn.Unflatten(1, (1, 28, 28)), *cb(1, 64), *cb(64, 128), nn.MaxPool2d(2), nn.BatchNorm2d(128),
                            *cb(128, 128), nn.MaxPool2d(2), nn.BatchNorm2d(128), *cb(128, 64), *cb(64, 8), nn.Flatten(), nn.Linear(392, o.code))
        ce = lambda i, c: [nn.Conv2d(i, c, 3, padding=1), nn.ELU()]
        experts = nn.ModuleList(nn.Sequential(nn.Linear(o.code, 392), nn.Unflatten(1, (8, 7, 7)), *ce(8, 128), nn.Upsample(scale_factor=2),
                                *ce(128, 64), nn.Upsample(scale_factor=2), *ce(64, 32), nn.Conv2d(32, 1, 3, padding=1), nn.Flatten()) for _ in range(K))
    clu = dense(o.code, o.clu_hidden, o.clu_depth, K, bn=False, drop=0.5)
    mods = [enc, experts, clu]; P = [q for m in mods for q in m.parameters()]
    opt = torch.optim.Adam(P, lr=o.lr, betas=(0.9, 0.99))
    X = torch.rand(2000, o.d); E = torch.randn(2000, o.emb); wall, cpu = [], []
    for s in range(o.warmup + o.steps):
        w0, c0 = time.perf_counter(), time.process_time()
        idx = torch.randint(0, 2000, (B,)); x, e = X[idx], E[idx]
        nb = torch.cdist(e, e).topk(min(o.knn, B), largest=False).indices
        S = torch.zeros(B, B).scatter_(1, nb, 1.0); S = torch.maximum(S, S.T)
        loc = enc(x); z = loc + torch.randn_like(loc)
        clu.eval(); p_ = F.softmax(clu(z), 1); clu.train(); ph = F.log_softmax(clu(z), 1)
        Q = (p_ @ p_.T).clamp(1e-7, 1 - 1e-7); ls = F.binary_cross_entropy(Q, S)
        q = p_ / p_.sum(0, keepdim=True).clamp_min(1e-30).sqrt(); q = (q / q.sum(1, keepdim=True)).detach(); ld = -(q * ph).sum(1).mean()
        g = p_.argmax(1); oh = F.one_hot(g, K).float()
        if o.gate == "all":
            out = (torch.stack([ex(z) for ex in experts], 1) * oh[:, :, None]).sum(1)
        else:
            out = torch.zeros(B, o.d)
            for k in range(K):
                j = (g == k).nonzero().flatten()
                if len(j):
                    out = out.index_copy(0, j, experts[k](z[j]))
        lr_ = F.binary_cross_entropy_with_logits(out, x)
        N = oh.sum(0).clamp_min(1)[:, None]; mu = oh.T @ z / N
        v = oh.T @ (z - mu[g]) ** 2 / N; v = torch.where(v < 1e-12, torch.ones_like(v), v); lk = (0.5 * (v - 1 - v.log()).sum(1)).mean()
        L = 0.487 * lr_ + 0.487 * (ls + ld) + 0.024 * lk
        opt.zero_grad(); L.backward(); opt.step()
        L.item()  # to the host, as the framework does
        if s >= o.warmup:
            wall.append((time.perf_counter() - w0) * 1e3); cpu.append((time.process_time() - c0) * 1e3)
    md = lambda v: float(np.median(v))
    print(json.dumps({"bench": "moe_step", "backend": "torch-" + torch.__version__, "arch": o.arch, "gate": o.gate, "batch": B, "d": o.d,
        "hidden": o.hidden if o.arch == "dense" else None, "depth": o.depth if o.arch == "dense" else None, "code": o.code, "experts": K,
        "threads": o.threads, "params": int(sum(t.numel() for t in P)), "params_enc_dec_clu": [int(sum(t.numel() for t in m.parameters())) for m in mods],
        "ms_per_step_median": round(md(wall), 3), "ms_per_step_min": round(min(wall), 3), "cpu_ms_per_step_median": round(md(cpu), 3),
        "steps_per_s": round(1e3 / md(wall), 2), "experts_used_last": int((oh.sum(0) > 0).sum()),
        "loss_rec_sim_depict_kl": [round(float(t.detach()), 4) for t in (lr_, ls, ld, lk)],
        "peak_rss_mib": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1)}))


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
"""Time one training epoch of a tensorized autoencoder (TAE / PTAE) in PyTorch on the CPU.

What one epoch is here: k cluster-specific autoencoders see every point centred on their
own cluster (x - c_j); cost l[j,i] = mean_d (xhat - x)^2 + reg * ||z||^2; the loss is the mean
over i of the cost of the cluster that i is assigned to (hard S); one Adam step; then the Lloyd
step (S = argmin_j of the costs computed BEFORE the step) and new centres = cluster means
(an empty cluster keeps its centre). --batches B splits the epoch into B such steps.

  --model  tae1  k separate d-h-d;  tae2  k separate d-m-h-m-d;
           ptae  shared d-m and m-d, only m-h and h-m per cluster
  --impl   batched  all k clusters in one batched matmul (what an optimised port should do)
           loop     python loop over the k clusters, points still in one matrix
           sample   python loop over points AND clusters (shape of the public code; slow)

Run:  python torch_tae_step.py --model ptae --n 1000 --d 784 --h 10 --k 5 --hidden 64 --act relu_h
      python torch_tae_step.py --model tae1 --n 150 --d 5 --h 1 --k 2
      python torch_tae_step.py --dump-data DIR   # writes the four toy sets as CSV and exits
Prints ONE JSON line: wall and CPU milliseconds per epoch (median / min), points per second,
first and last loss, ARI against the generating cluster, parameter count, peak RSS.
Timing on a shared machine: compare medians or CPU time of runs made back to back, as ratios.
Needs: torch, numpy only.
"""
import argparse, json, os, resource, time


def args():
    p = argparse.ArgumentParser()
    a = p.add_argument
    a("--model", default="tae1", choices=["tae1", "tae2", "ptae"])
    a("--impl", default="batched", choices=["batched", "loop", "sample"])
    a("--n", type=int, default=1000); a("--d", type=int, default=784)
    a("--h", type=int, default=10); a("--k", type=int, default=5)
    a("--hidden", type=int, default=64); a("--act", default="linear", choices=["linear", "relu_h", "relu_z"])
    a("--reg", type=float, default=0.01); a("--lr", type=float, default=0.01)
    a("--batches", type=int, default=1); a("--restarts", type=int, default=1, help="as one stack; batched, one batch")
    a("--epochs", type=int, default=30); a("--warmup", type=int, default=3)
    a("--threads", type=int, default=2); a("--seed", type=int, default=0)
    a("--wait", default="passive", choices=["passive", "active"], help="OpenMP wait policy")
    a("--dtype", default="float32", choices=["float32", "float64"])
    a("--csv", help="read points (last column = label) instead of generating")
    a("--dump-data")
    return p.parse_args()


def dump(folder):
    """The toy sets of the public code: Gaussian clusters + 3 extra N(0, 0.1^2) dimensions, numpy legacy RNG seed 0."""
    import numpy as np, warnings
    warnings.simplefilter("ignore")
    near0 = np.full((3, 3), 0.01)
    ax = [near0 + np.diag([2.99 if i == j else 0.0 for j in range(3)]) for i in range(3)]
    sets = {
        "parallel": ([[-1, -1], [4, -2]], [[[5, 4.95], [4.95, 5]]] * 2, 150),
        "orthogonal": ([[-1, -1], [7, 7]], [[[5, 4.9], [4.9, 5]], [[5, -4.9], [-4.9, 5]]], 150),
        "triangle": ([[-1, -1], [6, 6], [5, -5]], [[[5, 4.9], [4.9, 5]], [[5, -4.5], [-4.5, 5]], [[7, 0], [0, 1]]], 150),
        "lines3d": ([[2, 0, 0], [0, 0, 4], [2, 2, 3]], ax, 300),
    }
    os.makedirs(folder, exist_ok=True)
    for name, (mu, cov, n) in sets.items():
        r = np.random.RandomState(0); rows = []
        for c in range(len(mu)):
            m = n // len(mu)
            core = r.multivariate_normal(mu[c], cov[c], m)
            rows.append(np.hstack([core, r.normal(0, 0.1, m * 3).reshape(m, 3), np.full((m, 1), c)]))
        np.savetxt(os.path.join(folder, name + ".csv"), np.vstack(rows), delimiter=",", fmt="%.9g")


def ari(a, b):
    import numpy as np
    t = np.zeros((a.max() + 1, b.max() + 1)); np.add.at(t, (a, b), 1)
    c2 = lambda v: (v * (v - 1) / 2).sum()
    s, ra, rb, tot = c2(t), c2(t.sum(1)), c2(t.sum(0)), c2(np.array([len(a)]))
    e = ra * rb / tot
    return 1.0 if (ra + rb) / 2 == e else float((s - e) / ((ra + rb) / 2 - e))


def main():
    o = args()
    if o.dump_data:
        return dump(o.dump_data)
    # before torch is loaded, which reads the environment once
    os.environ["OMP_NUM_THREADS"] = os.environ["MKL_NUM_THREADS"] = str(o.threads)
    os.environ["OMP_WAIT_POLICY"] = o.wait.upper()
    import numpy as np, torch
    torch.set_num_threads(o.threads); torch.manual_seed(o.seed)
    dt = getattr(torch, o.dtype)
    rs = np.random.RandomState(o.seed)
    if o.csv:
        raw = np.loadtxt(o.csv, delimiter=","); X, Y = raw[:, :-1], raw[:, -1].astype(int)
        o.n, o.d = X.shape
    else:  # k clusters, each a random h-dimensional plane with small noise
        Y = np.arange(o.n) % o.k; X = np.empty((o.n, o.d))
        for j in range(o.k):
            q = Y == j; B = rs.normal(size=(o.h, o.d)) / np.sqrt(o.d)
            X[q] = rs.normal(size=o.d) * 0.5 + rs.normal(size=(q.sum(), o.h)) @ B * 2 + rs.normal(size=(q.sum(), o.d)) * 0.05
    n, d, k, h, m = o.n, o.d, o.k, o.h, o.hidden
    Xt = torch.tensor(X, dtype=dt)
    # k-means++ seeding, then nearest-seed assignment
    c = [X[rs.randint(n)]]
    for _ in range(k - 1):
        D2 = np.min([((X - q) ** 2).sum(1) for q in c], 0); c.append(X[rs.choice(n, p=D2 / D2.sum())])
    S = torch.tensor(np.argmin([((X - q) ** 2).sum(1) for q in c], 0))
    def centres(S, old):
        oh = torch.nn.functional.one_hot(S, k).to(dt); cnt = oh.sum(0)[:, None]
        return torch.where(cnt > 0, oh.T @ Xt / cnt.clamp_min(1), old)
    C = centres(S, torch.tensor(np.array(c), dtype=dt))
    shapes = {"tae1": [(k, d, h), (k, h, d)], "tae2": [(k, d, m), (k, m, h), (k, h, m), (k, m, d)],
              "ptae": [(1, d, m), (k, m, h), (k, h, m), (1, m, d)]}[o.model]
    emb = len(shapes) // 2
    R = o.restarts
    if R > 1:  # [R, n] and [R, k, d]; every restart with its own seeds and weights
        assert o.impl == "batched" and o.batches == 1
        C0, S0 = [], []
        for _ in range(R):
            c = [X[rs.randint(n)]]
            for _ in range(k - 1):
                D2 = np.min([((X - q) ** 2).sum(1) for q in c], 0); c.append(X[rs.choice(n, p=D2 / D2.sum())])
            S0.append(np.argmin([((X - q) ** 2).sum(1) for q in c], 0)); C0.append(np.array(c))
        S, C = torch.tensor(np.array(S0)), torch.tensor(np.array(C0), dtype=dt)
        def centres(S, old):
            oh = torch.nn.functional.one_hot(S, k).to(dt); cnt = oh.sum(1)[:, :, None]
            return torch.where(cnt > 0, oh.transpose(1, 2) @ Xt / cnt.clamp_min(1), old)
        C = centres(S, C)
        shapes = [(R,) + s for s in shapes]
    W = [((torch.rand(s, dtype=dt) * 2 - 1) / s[-2] ** 0.5).requires_grad_(True) for s in shapes]
    opt = torch.optim.Adam(W, lr=o.lr)

    def net(x, ws):
        z = None
        for i, w in enumerate(ws):
            x = x @ w
            if i == emb - 1:
                x = torch.relu(x) if o.act == "relu_z" else x
                z = x
            elif i < len(ws) - 1 and o.act == "relu_h":
                x = torch.relu(x)
        return x, z

    def cost(x):  # [k, b]
        if o.impl == "batched":
            xt = x - C.unsqueeze(-2); y, z = net(xt, W)
            return ((y - xt) ** 2).mean(-1) + o.reg * (z * z).sum(-1)
        pick = lambda j: [w[0] if w.shape[0] == 1 else w[j] for w in W]
        def one(xx, j):
            xt = xx - C[j]; y, z = net(xt, pick(j))
            return ((y - xt) ** 2).mean(-1) + o.reg * (z * z).sum(-1)
        if o.impl == "loop":
            return torch.stack([one(x, j) for j in range(k)])
        return torch.stack([torch.stack([one(x[i], j) for i in range(len(x))]) for j in range(k)])

    wall, cpu, losses = [], [], []
    bs = n // o.batches
    for e in range(o.warmup + o.epochs):
        w0, c0, tot = time.perf_counter(), time.process_time(), 0.0
        for b in range(o.batches):
            sl = slice(b * bs, (b + 1) * bs if b < o.batches - 1 else n)
            opt.zero_grad(); l = cost(Xt[sl])
            if R > 1:  # the sum over restarts, so that each has the gradient of its own mean
                L = l.gather(1, S[:, None]).mean(-1).sum(); L.backward(); opt.step(); S = l.detach().argmin(1)
            else:
                L = l.gather(0, S[sl][None]).mean(); L.backward(); opt.step(); S[sl] = l.detach().argmin(0)
            C = centres(S, C); tot += float(L.detach())
        losses.append(tot / o.batches)
        if e >= o.warmup:
            wall.append((time.perf_counter() - w0) * 1e3); cpu.append((time.process_time() - c0) * 1e3)
    md = lambda v: float(np.median(v))
    print(json.dumps({"bench": "tae_epoch", "backend": "torch-" + torch.__version__, "model": o.model, "impl": o.impl,
        "n": n, "d": d, "h": h, "k": k, "hidden": m if o.model != "tae1" else None, "act": o.act, "batches": o.batches,
        "dtype": o.dtype, "threads": o.threads, "wait": o.wait, "params": int(sum(w.numel() for w in W)), "epochs": o.epochs,
        "steps_per_s": round(1e3 * o.batches / md(wall), 2),
        "ms_per_epoch_median": round(md(wall), 4), "ms_per_epoch_min": round(min(wall), 4),
        "cpu_ms_per_epoch_median": round(md(cpu), 4), "points_per_s": round(n / md(wall) * 1e3, 1),
        "loss_first": round(losses[0], 6), "loss_last": round(losses[-1], 6), "restarts": R, "ari": round(ari((S if R == 1 else S[0]).numpy(), Y), 4),
        "peak_rss_mib": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1)}))


if __name__ == "__main__":
    main()

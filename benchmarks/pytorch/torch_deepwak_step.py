#!/usr/bin/env python3
"""PyTorch yardstick for one DeePWAK training step (CPU), written from the papers' equations.

What it measures
  Median wall time of one full training step (forward, MSE, backward, Adam update) of
    * one DeePWAK head  : E = enc(X); K = softmax(part(X)); Xhat = dec(PWAK(K) E)
    * an h-head block   : h heads with own weights, outputs concatenated, Linear(h*m, m)
  and of the PWAK operator alone (forward + backward), in two forms:
    naive   : forms the n x n matrix P = K K^T, zeroes its diagonal, divides rows by their sums,
              multiplies E            -> O(n^2 (k+d)) time, O(n^2) memory per head
    lowrank : same numbers without any n x n matrix
              num_i = k_i (K^T E) - |k_i|^2 e_i ,  deg_i = sum_c k_ic (s_c - k_ic),  s = sum_j k_j
                                      -> O(n k d) time, O(n (k+d)) memory
  plus "stacked": the low-rank block with the h heads' weights stacked so that every layer is one
  batched matmul (the form a compiled graph would use).
  Samples are rows here (n x m), so the papers' K^T K is K K^T.

Network (defaults = the published 114-feature network)
  encoder m-58-29-d tanh everywhere, decoder mirrored, tanh everywhere;
  partitioner: Linear(m, w), (lp-2) x [Linear(w, w) + sigmoid], Linear(w, k), softmax, w = 4*max(m, k);
  --act relu puts ReLU after every layer but the last instead.

How to run
  python torch_deepwak_step.py --n 256
  python torch_deepwak_step.py --n 8192 --width 128 --lp 3 --forms lowrank,naive --steps 5
  --threads and --wait (OpenMP waiting, active or passive) are applied before torch is loaded.
  Prints exactly one JSON line on stdout. Times are milliseconds per step, median and minimum of --steps
  after --warmup, of --block steps each; every step brings its loss to the host; the forms are timed round-robin and a ratio X_naive_over_Y is the median of the
  per-round ratios. *_cpu_ms is processor time; on a crowded machine run --threads 1 and read the
  *_cpu ratios, since two threads waiting for each other measure the neighbours and not the program;
  'check' is the largest |naive - lowrank| over the output and over dK and dE, each relative to that
  array's largest entry, measured at the given n (skipped if naive is not run).
"""
import argparse, json, os, resource, statistics, sys, time


def option(name, default):
    """Read before torch is loaded, which reads the environment once."""
    return sys.argv[sys.argv.index(name) + 1] if name in sys.argv[:-1] else default


os.environ["OMP_NUM_THREADS"] = os.environ["MKL_NUM_THREADS"] = option("--threads", "2")
os.environ["OMP_WAIT_POLICY"] = option("--wait", "passive").upper()

import torch  # noqa: E402
import torch.nn.functional as F  # noqa: E402
from torch import nn  # noqa: E402


def pwak_naive(K, E, eps):
    P = K @ K.transpose(-1, -2)
    P = P - torch.diag_embed(torch.diagonal(P, dim1=-2, dim2=-1))
    return (P / (P.sum(-1, keepdim=True) + eps)) @ E


def pwak_lowrank(K, E, eps):
    s = K.sum(-2, keepdim=True)
    deg = (K * (s - K)).sum(-1, keepdim=True).clamp_min(0.0) + eps
    q = (K * K).sum(-1, keepdim=True)
    return (K @ (K.transpose(-1, -2) @ E) - q * E) / deg


FORMS = {"naive": pwak_naive, "lowrank": pwak_lowrank}


def dense(sizes, acts):
    out = []
    for a, b, f in zip(sizes[:-1], sizes[1:], acts):
        lin = nn.Linear(a, b)
        nn.init.xavier_uniform_(lin.weight)
        nn.init.zeros_(lin.bias)
        out.append(lin)
        if f is not None:
            out.append(f())
    return nn.Sequential(*out)


def shapes(a):
    enc = [a.m] + [int(v) for v in a.enc.split(",") if v] + [a.d]
    w = a.width or 4 * max(a.m, a.k)
    part = [a.m] + [w] * (a.lp - 1) + [a.k]
    pact = [None] + [nn.Sigmoid] * (a.lp - 2) + [None]
    if a.act == "relu":
        pact = [nn.ReLU] * (a.lp - 1) + [None]
    return enc, part, pact


class Head(nn.Module):
    def __init__(self, a, op):
        super().__init__()
        enc, part, pact = shapes(a)
        self.e = dense(enc, [nn.Tanh] * (len(enc) - 1))
        self.p = dense(part, pact)
        self.d = dense(enc[::-1], [nn.Tanh] * (len(enc) - 1))
        self.op, self.eps = op, a.eps

    def forward(self, x):
        return self.d(self.op(torch.softmax(self.p(x), -1), self.e(x), self.eps))


class Block(nn.Module):
    def __init__(self, a, op):
        super().__init__()
        self.heads = nn.ModuleList(Head(a, op) for _ in range(a.h))
        self.pool = dense([a.h * a.m, a.m], [None])

    def forward(self, x):
        return self.pool(torch.cat([hd(x) for hd in self.heads], -1))


class Stacked(nn.Module):
    """All heads in one batched matmul per layer; same function as Block."""

    def __init__(self, a, op):
        super().__init__()
        enc, part, pact = shapes(a)
        self.op, self.eps, self.h = op, a.eps, a.h

        def bank(sz):
            ws = nn.ParameterList()
            for i, o in zip(sz[:-1], sz[1:]):
                lim = (6.0 / (i + o)) ** 0.5
                ws.append(nn.Parameter((torch.rand(a.h, i, o) * 2 - 1) * lim))
                ws.append(nn.Parameter(torch.zeros(a.h, 1, o)))
            return ws

        self.e, self.p, self.d = bank(enc), bank(part), bank(enc[::-1])
        self.pact = [{None: None, nn.Sigmoid: torch.sigmoid, nn.ReLU: torch.relu}[f] for f in pact]
        self.pool = dense([a.h * a.m, a.m], [None])

    @staticmethod
    def run(ws, x, acts):
        for i, f in enumerate(acts):
            x = torch.baddbmm(ws[2 * i + 1], x, ws[2 * i])
            if f is not None:
                x = f(x)
        return x

    def forward(self, x):
        n = x.shape[0]
        x = x.expand(self.h, *x.shape)
        E = self.run(self.e, x, [torch.tanh] * (len(self.e) // 2))
        K = torch.softmax(self.run(self.p, x, self.pact), -1)
        y = self.run(self.d, self.op(K, E, self.eps), [torch.tanh] * (len(self.d) // 2))
        return self.pool(y.transpose(0, 1).reshape(n, -1))


def step_fn(model, x, block):
    opt = torch.optim.Adam(model.parameters(), lr=1e-3)

    def one():
        for _ in range(block):
            opt.zero_grad(set_to_none=True)
            loss = F.mse_loss(model(x), x)
            loss.backward()
            opt.step()
            loss.item()

    return one


def op_fn(op, a):
    K = torch.softmax(torch.randn(a.n, a.k), -1).requires_grad_()
    E = torch.randn(a.n, a.d, requires_grad=True)
    G = torch.randn(a.n, a.d)

    def one():
        K.grad = E.grad = None
        op(K, E, a.eps).backward(G)

    return one


def race(fns, warmup, steps):
    """Round-robin, so that a busy machine slows every contestant alike. -> {name: [(wall, cpu), ...]}"""
    t = {k: [] for k in fns}
    for i in range(warmup + steps):
        for k, f in fns.items():
            c, s = time.process_time(), time.perf_counter()
            f()
            if i >= warmup:
                t[k].append(((time.perf_counter() - s) * 1e3, (time.process_time() - c) * 1e3))
    return t


def check(a):
    torch.manual_seed(1)
    K0, E0, G = torch.softmax(2 * torch.randn(a.n, a.k), -1), torch.randn(a.n, a.d), torch.randn(a.n, a.d)
    res = []
    for op in (pwak_naive, pwak_lowrank):
        K, E = K0.clone().requires_grad_(), E0.clone().requires_grad_()
        y = op(K, E, a.eps)
        y.backward(G)
        res.append((y.detach(), K.grad, E.grad))
    return [float((u - v).abs().max() / u.abs().max()) for u, v in zip(*res)]


def main():
    p = argparse.ArgumentParser()
    for nm, v in dict(n=256, m=114, d=14, k=14, h=5, lp=5, width=0, steps=15, warmup=3, threads=2, seed=0, block=1).items():
        p.add_argument("--" + nm, type=int, default=v)
    p.add_argument("--enc", default="58,29", help="hidden widths of the encoder; the decoder mirrors them")
    p.add_argument("--eps", type=float, default=1.1920929e-7)
    p.add_argument("--forms", default="naive,lowrank,stacked")
    p.add_argument("--parts", default="op,head,block")
    p.add_argument("--act", choices=["published", "relu"], default="published", help="between the partitioner's layers")
    p.add_argument("--wait", choices=["passive", "active"], default="passive", help="OpenMP wait policy")
    a = p.parse_args()
    torch.set_num_threads(a.threads)
    torch.manual_seed(a.seed)
    x = torch.randn(a.n, a.m).tanh()
    forms, parts = a.forms.split(","), a.parts.split(",")
    out = {"bench": "deepwak_step", "torch": torch.__version__, "threads": a.threads,
           "n": a.n, "m": a.m, "d": a.d, "k": a.k, "h": a.h, "lp": a.lp,
           "width": a.width or 4 * max(a.m, a.k), "enc": a.enc}
    for q in parts:
        fns = {}
        for f in forms:
            if f == "stacked":
                if q == "block":
                    fns[f] = step_fn(Stacked(a, pwak_lowrank), x, a.block)
            elif q == "op":
                fns[f] = op_fn(FORMS[f], a)
            else:
                fns[f] = step_fn((Head if q == "head" else Block)(a, FORMS[f]), x, a.block)
        t = race(fns, a.warmup, a.steps)
        for f, v in t.items():
            per = 1 if q == "op" else a.block
            out[f"{q}_{f}_ms"] = round(statistics.median(w for w, _ in v) / per, 4)
            out[f"{q}_{f}_min_ms"] = round(min(w for w, _ in v) / per, 4)
            out[f"{q}_{f}_cpu_ms"] = round(statistics.median(c for _, c in v) / per, 4)
            if f != "naive" and "naive" in t:
                for i, tag in ((0, ""), (1, "_cpu")):
                    out[f"{q}_naive_over_{f}{tag}"] = round(
                        statistics.median(u[i] / max(w[i], 1e-6) for u, w in zip(t["naive"], v)), 2)
    if "head" in parts:  # the faster of the forms speaks for the head
        out["steps_per_s"] = round(1e3 / min(out[f"head_{f}_ms"] for f in forms if f != "stacked"), 2)
    elif "block" in parts:  # likewise
        out["steps_per_s"] = round(1e3 / min(out[f"block_{f}_ms"] for f in forms), 2)
    if "naive" in forms:
        out["check_y_dK_dE"] = ["%.1e" % v for v in check(a)]
    out["peak_rss_mib"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(json.dumps(out))


if __name__ == "__main__":
    main()

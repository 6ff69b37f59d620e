#!/usr/bin/env python3
"""Step-rate benchmark of Interpretable Deep Clustering (IDC) in PyTorch on the CPU.

What it measures
  The wall time of one optimiser step of each training phase of IDC, on random data held in
  memory (no data loader, no logging, no framework around the loop), at any layer sizes:
    s1_plain    stage 1 before the gates open: four auto-encoder passes
                (clean, ungated "gated" pass, random input mask, noisy latent) + Adam
    s1_gated    stage 1 with the gating network: the same four passes, local stochastic gates,
                open-gate regulariser, total coding rate of the gates + Adam
    s2_head     stage 2: gates and embedding without noise, Gumbel-softmax, per-cluster coding
                rate, backward, Adam on the clustering head only
    s2_global   s2_head plus the step of the global gates and the auxiliary classifier (SGD)
  The phases do the arithmetic of the published method; two costs of the published training
  loop can be switched off to see what they are worth:
    --rate full|gram        log-det of the coding rate on features x features (full, as
                            published) or on batch x batch (gram: same value and gradient by
                            Sylvester's identity, used where the batch is the smaller side)
    --encoder-grad 1|0      stage 2 back-propagates through the frozen encoder and throws the
                            result away (1, as published) or not (0: same head update)
    --share-encoder 0|1     reuse the clean embedding for the noisy-latent pass (1: same loss)
  "--lean" = --rate gram --encoder-grad 0 --share-encoder 1.

How to run
  python torch_idc_step.py                              # batch 256, 784 features, 2 threads
  python torch_idc_step.py --lean
  python torch_idc_step.py --batch 72 --features 7129 --clusters 2 --latent 2 \
                           --gate-hidden 1024 --projection 1024
  Needs torch and nothing else. Prints ONE JSON line: for each phase steps_per_s (median over
  --repeats blocks of --steps steps), the fastest block (best_steps_per_s), and cpu_s_per_step
  (processor time of all threads). load1 tells how busy the machine was at the start.
  --wait passive (default) or active is the OpenMP wait policy. With torch's usual active waiting
  and any other job on the cores, threads spin for each other: two threads were seen 10 to 800
  times slower than passive waiting, cpu_s_per_step inflated alike. A ratio taken that way is
  worthless. On an idle machine run both and compare with the faster one; on a busy one use
  --threads 1 --wait passive and compare with one thread of the other program.
  Run it in the same session as the program it is compared with, alternating the two, and quote
  the ratio, not the absolute figure.
"""
import argparse
import json
import math
import os
import statistics
import time


def parse():
    p = argparse.ArgumentParser(description="IDC training-step benchmark (PyTorch, CPU)")
    ints = dict(batch=256, features=784, clusters=10, latent=10, gate_hidden=784, head_hidden=2048,
                aux_hidden=2048, projection=0, threads=2, repeats=5, steps=5, warmup=2, seed=1)
    for name, value in ints.items():
        p.add_argument("--" + name.replace("_", "-"), type=int, default=value)
    p.add_argument("--hidden", default="512,512,2048", help="encoder widths; the decoder mirrors them")
    p.add_argument("--phases", default="s1_plain,s1_gated,s2_head,s2_global")
    p.add_argument("--rate", choices=["full", "gram"], default="full")
    p.add_argument("--encoder-grad", type=int, choices=[0, 1], default=1)
    p.add_argument("--share-encoder", type=int, choices=[0, 1], default=0)
    p.add_argument("--flush-denormal", type=int, choices=[0, 1], default=0)
    p.add_argument("--wait", choices=["passive", "active"], default="passive", help="OpenMP wait policy")
    p.add_argument("--lean", action="store_true")
    a = p.parse_args()
    if a.lean:
        a.rate, a.encoder_grad, a.share_encoder = "gram", 0, 1
    return a


ARG = parse()
os.environ["OMP_NUM_THREADS"] = str(ARG.threads)
os.environ["OMP_WAIT_POLICY"] = ARG.wait.upper()
os.environ["MKL_NUM_THREADS"] = str(ARG.threads)

import torch  # noqa: E402  (after the thread variables are set)
import torch.nn.functional as fn  # noqa: E402

torch.set_num_threads(ARG.threads)
torch.set_flush_denormal(bool(ARG.flush_denormal))
torch.manual_seed(ARG.seed)


def tiny_normal(module):
    if isinstance(module, torch.nn.Linear):
        torch.nn.init.normal_(module.weight, std=1e-3)


def stack(widths):
    """Linear layers; batch norm and ReLU after every one but the last."""
    parts = []
    for k, (a, b) in enumerate(zip(widths, widths[1:])):
        parts.append(torch.nn.Linear(a, b))
        if k + 2 < len(widths):
            parts += [torch.nn.BatchNorm1d(b), torch.nn.ReLU()]
    net = torch.nn.Sequential(*parts)
    net.apply(tiny_normal)
    return net


def clip01(v):
    return (v + 0.5).clamp(0.0, 1.0)


def coding_rate(rows, eps, form):
    n, d = rows.shape
    g = rows @ rows.t() if (form == "gram" and n < d) else rows.t() @ rows
    return 0.5 * torch.logdet(torch.eye(g.shape[0]) + (d / (n * eps)) * g)


def cluster_rate(rows, weight, eps):
    """sum_k  tr_k / (2n) * logdet(I + d / (tr_k eps) * sum_i w_ik h_i h_i^T)"""
    n, d = rows.shape
    mass = weight.sum(0) + 1e-8
    cov = (rows.t().unsqueeze(0) * weight.t().unsqueeze(1)) @ rows
    return (mass * torch.logdet(torch.eye(d) + (d / (mass * eps)).view(-1, 1, 1) * cov)).sum() / (2 * n)


class Idc:
    GATE_SD = 0.25          # 0.5 * N(0, 0.5^2), as the published code draws it
    MASKED, LATENT_SD, TAU = 0.9, 0.01, 100.0
    RATE_EPS_GATES, RATE_EPS_HEAD, RATE_WEIGHT = 1.0, 0.1, 0.01

    def __init__(self, a):
        self.a = a
        hid = [int(w) for w in a.hidden.split(",")]
        self.enc = stack([a.features, *hid, a.latent])
        self.dec = stack([a.latent, *hid[::-1], a.features])
        self.head = stack([a.latent, a.head_hidden, a.clusters])
        self.aux = stack([a.features, a.aux_hidden, a.clusters])
        self.gate = torch.nn.Sequential(torch.nn.Linear(a.features, a.gate_hidden), torch.nn.Tanh(),
                                        torch.nn.Linear(a.gate_hidden, a.features), torch.nn.Tanh())
        self.gate.apply(tiny_normal)
        self.table = torch.nn.Parameter(0.01 * torch.randn(a.clusters, a.features))
        self.proj = (torch.randn(a.features, a.projection) / math.sqrt(a.projection)) if a.projection else None
        self.opt_ae = torch.optim.Adam([*self.enc.parameters(), *self.dec.parameters(), *self.gate.parameters()], lr=1e-3)
        self.opt_head = torch.optim.Adam(self.head.parameters(), lr=1e-2)
        self.opt_glob = torch.optim.SGD([*self.aux.parameters(), self.table], lr=1e-2)
        self.data = torch.rand(4 * a.batch, a.features)

    def draw(self):
        return self.data[torch.randint(0, self.data.shape[0], (self.a.batch,))]

    @staticmethod
    def open_prob(mu):
        return (0.5 + 0.5 * torch.erf((mu + 0.5) / math.sqrt(2.0))).mean()

    def stage1(self, gated):
        a, x = self.a, self.draw()
        self.opt_ae.zero_grad()
        loss = 0.0
        z = torch.ones_like(x)
        if gated:
            mu = self.gate(x)
            z = clip01(mu + self.GATE_SD * torch.randn_like(x))
            zr = z @ self.proj if self.proj is not None else z
            loss = self.open_prob(mu) - self.RATE_WEIGHT * coding_rate(zr, self.RATE_EPS_GATES, a.rate) / a.batch
        h = self.enc(x)
        loss = loss + fn.mse_loss(self.dec(h), x)
        loss = loss + fn.mse_loss(self.dec(self.enc(x * z)), x)
        keep = (torch.rand_like(x) >= self.MASKED).float()
        loss = loss + fn.mse_loss(self.dec(self.enc(x * keep)), x)
        if not a.share_encoder:
            h = self.enc(x)
        loss = loss + fn.mse_loss(self.dec(h * (1 + self.LATENT_SD * torch.randn_like(h))), x)
        loss.backward()
        self.opt_ae.step()
        loss.item()                                 # to the host, as the framework does

    def embed(self, x, z):
        if self.a.encoder_grad:
            return self.enc(x * z)
        with torch.no_grad():
            return self.enc(x * z)

    def stage2(self, with_global):
        a, x = self.a, self.draw()
        self.opt_head.zero_grad()
        with torch.no_grad():
            z = clip01(self.gate(x))
        h = self.embed(x, z)
        logp = torch.log_softmax(self.head(h), 1)
        gumbel = -torch.log(-torch.log(torch.rand_like(logp)))
        prob = torch.softmax((logp + gumbel) / self.TAU, 1)
        (cluster_rate(fn.normalize(h), prob, self.RATE_EPS_HEAD) / a.latent).backward()
        self.opt_head.step()
        if not with_global:
            return
        self.opt_glob.zero_grad()
        with torch.no_grad():
            if a.encoder_grad:                      # published loop: gates and embedding again
                z = clip01(self.gate(x))
                h = self.enc(x * z)
            label = self.head(h).argmax(1)
        mu = torch.tanh(self.table[label])
        zg = clip01(mu + self.GATE_SD * torch.randn_like(x))
        (fn.cross_entropy(self.aux(x * z * zg), label) + 1e-4 * self.open_prob(mu)).backward()
        self.opt_glob.step()


def main():
    a = ARG
    model = Idc(a)
    phases = {"s1_plain": lambda: model.stage1(False), "s1_gated": lambda: model.stage1(True),
              "s2_head": lambda: model.stage2(False), "s2_global": lambda: model.stage2(True)}
    out = {"bench": "torch_idc_step", "torch": torch.__version__, "threads": torch.get_num_threads(),
           "load1": round(os.getloadavg()[0], 2), "repeats": a.repeats, "steps": a.steps}
    for k in ("batch", "features", "clusters", "latent", "hidden", "gate_hidden", "head_hidden", "aux_hidden",
              "projection", "rate", "encoder_grad", "share_encoder", "flush_denormal", "wait"):
        out[k] = getattr(a, k)
    wall, cpu = {}, {}
    wanted = [p for p in a.phases.split(",") if p]
    for name in wanted:
        for _ in range(a.warmup):
            phases[name]()
        wall[name], cpu[name] = [], []
    for _ in range(a.repeats):                      # phases interleaved: drift hits all of them
        for name in wanted:
            w, c = time.perf_counter(), time.process_time()
            for _ in range(a.steps):
                phases[name]()
            wall[name].append((time.perf_counter() - w) / a.steps)
            cpu[name].append((time.process_time() - c) / a.steps)
    for name in wanted:
        out[name] = {"steps_per_s": round(1 / statistics.median(wall[name]), 3),
                     "best_steps_per_s": round(1 / min(wall[name]), 3),
                     "cpu_s_per_step": round(statistics.median(cpu[name]), 4)}
    if len(wanted) == 1:
        out["steps_per_s"] = out[wanted[0]]["steps_per_s"]
    print(json.dumps(out))


main()

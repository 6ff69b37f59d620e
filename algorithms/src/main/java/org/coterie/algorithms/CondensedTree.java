package org.coterie.algorithms;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/**
 * The tree of clusters that are large enough, and the choice among them by excess of mass (Campello et al. 2013, section
 * 4; McInnes and Healy 2017, section 2.4). λ = 1/distance; a row leaves its cluster at some λ, and a cluster is worth the
 * sum over what it held of the λ between its birth and their leaving. The root, which is everything, is never chosen.
 */
final class CondensedTree {
    private static final double DENSEST = 1e200; // of rows at distance 0: finite, so that sums stay numbers

    private final SpanningTree tree;
    private final int leastSize;

    // clusters in order of birth, a parent before its children; 0 is the root
    private final int[] parent;
    private final double[] birth;
    private final double[] stability;
    private final double[] densest; // largest λ at which anything leaves
    private int count;

    // where and when each row leaves
    private final int[] clusterOf;
    private final double[] leaving;

    CondensedTree(SpanningTree tree, int leastSize) {
        this.tree = tree;
        this.leastSize = leastSize;
        int most = Math.max(1, 2 * (tree.n() / leastSize) + 1);
        parent = new int[most];
        birth = new double[most];
        stability = new double[most];
        densest = new double[most];
        clusterOf = new int[tree.n()];
        leaving = new double[tree.n()];
        condense();
    }

    /** Goes down from the root; small parts fall out of their cluster, two large ones end it. */
    private void condense() {
        int n = tree.n();
        count = 1;
        parent[0] = -1;
        Deque<int[]> open = new ArrayDeque<>(); // node, cluster
        open.add(new int[] {2 * n - 2, 0});
        while (!open.isEmpty()) {
            int[] next = open.remove();
            int cluster = next[1];
            int s = next[0] - n;
            int left = tree.left()[s];
            int right = tree.right()[s];
            double lambda = tree.heights()[s] > 0 ? Math.min(DENSEST, 1 / tree.heights()[s]) : DENSEST;
            boolean keepsLeft = tree.size(left) >= leastSize;
            boolean keepsRight = tree.size(right) >= leastSize;
            if (keepsLeft && keepsRight) {
                for (int child : new int[] {left, right}) {
                    leave(cluster, lambda, tree.size(child));
                    parent[count] = cluster;
                    birth[count] = lambda;
                    open.add(new int[] {child, count++});
                }
            } else {
                fall(left, keepsLeft, cluster, lambda, open);
                fall(right, keepsRight, cluster, lambda, open);
            }
        }
    }

    private void fall(int node, boolean stays, int cluster, double lambda, Deque<int[]> open) {
        if (stays) {
            open.add(new int[] {node, cluster});
            return;
        }
        for (int row : tree.rows(node)) {
            leave(cluster, lambda, 1);
            clusterOf[row] = cluster;
            leaving[row] = lambda;
        }
    }

    private void leave(int cluster, double lambda, int rows) {
        stability[cluster] += (lambda - birth[cluster]) * rows;
        densest[cluster] = Math.max(densest[cluster], lambda);
    }

    /** The clusters that together are worth most, none within another. */
    private boolean[] chosen() {
        boolean[] chosen = new boolean[count];
        double[] below = new double[count];
        for (int c = count - 1; c > 0; c--) {
            chosen[c] = below[c] <= stability[c];
            below[parent[c]] += Math.max(below[c], stability[c]);
        }
        boolean[] within = new boolean[count];
        for (int c = 1; c < count; c++) {
            within[c] = within[parent[c]] || (parent[c] > 0 && chosen[parent[c]]);
            chosen[c] &= !within[c];
        }
        return chosen;
    }

    Hdbscan.Result clusters() {
        boolean[] chosen = chosen();
        int[] number = new int[count]; // of the chosen cluster each one lies in; −1 for none
        int clusters = 0;
        number[0] = -1;
        int[] top = new int[count];
        for (int c = 1; c < count; c++) {
            number[c] = chosen[c] ? clusters++ : number[parent[c]];
            top[c] = chosen[c] ? c : top[parent[c]];
        }
        int[] labels = new int[tree.n()];
        double[] strengths = new double[labels.length];
        Arrays.setAll(labels, i -> number[clusterOf[i]]);
        Arrays.setAll(strengths, i -> labels[i] < 0 ? 0 : Math.min(1, leaving[i] / densest[top[clusterOf[i]]]));
        return new Hdbscan.Result(labels, strengths, clusters);
    }
}

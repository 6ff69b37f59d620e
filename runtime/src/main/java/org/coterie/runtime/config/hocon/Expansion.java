package org.coterie.runtime.config.hocon;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Bounds how many characters a configuration has once its substitutions are put in, before HOCON does so: thirty lines
 * of {@code b = ${a}${a}} ask for a gigabyte. The values form a graph (a value holds text, members and references); the
 * size of a value is the sum over its parts. A circle, such as {@code path = ${path} "/x"} looking back at an earlier
 * assignment, uses each assignment at most once, so it is bounded by the product of the references within it. Tarjan's
 * algorithm finds the circles and visits every value after its parts.
 */
final class Expansion {
    static final long BUDGET = 4_000_000;

    /** A value, or a part of one. */
    static final class Node {
        private final List<Node> parts = new ArrayList<>();
        private long text;
        private int order;
        private int low;
        private boolean open;
        private long size = -1;

        void text(long characters) {
            text += characters;
        }

        void part(Node part) {
            parts.add(part);
        }
    }

    private final Deque<Node> stack = new ArrayDeque<>();
    private int clock;

    private Expansion() {}

    /**
     * An upper bound of the characters of a configuration with all substitutions put in; saturates.
     *
     * @param unresolved a configuration as HOCON renders it before substitution, concisely
     */
    static long bound(String unresolved) {
        Node root = new ValueGraph(unresolved).root();
        new Expansion().visit(root);
        return root.size;
    }

    private void visit(Node node) {
        node.order = node.low = ++clock;
        node.open = true;
        stack.push(node);
        for (Node part : node.parts) {
            if (part.order == 0) {
                visit(part);
                node.low = Math.min(node.low, part.low);
            } else if (part.open) {
                node.low = Math.min(node.low, part.order);
            }
        }
        if (node.low == node.order) {
            measure(circle(node));
        }
    }

    private List<Node> circle(Node last) {
        List<Node> nodes = new ArrayList<>();
        Node node;
        do {
            node = stack.pop();
            nodes.add(node);
        } while (node != last);
        return nodes;
    }

    private static void measure(List<Node> circle) {
        long sum = 0;
        long factor = 1;
        for (Node node : circle) {
            sum = plus(sum, node.text);
            long within = 0;
            for (Node part : node.parts) {
                if (part.open) {
                    within++;
                } else {
                    sum = plus(sum, part.size);
                }
            }
            factor = times(factor, Math.max(1, within));
        }
        long size = times(sum, factor);
        for (Node node : circle) {
            node.size = size;
            node.open = false;
        }
    }

    private static long plus(long a, long b) {
        return Math.min(Integer.MAX_VALUE, a + b);
    }

    private static long times(long a, long b) {
        return Math.min(Integer.MAX_VALUE, a * b);
    }
}

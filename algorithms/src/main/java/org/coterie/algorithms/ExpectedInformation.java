package org.coterie.algorithms;

import java.util.Map;
import java.util.TreeMap;

/**
 * Mean mutual information of two labellings of given sizes when rows are dealt at random (Vinh, Epps and Bailey, JMLR 11,
 * 2010, equation 24). Equal sizes are reckoned once: n rows all alone cost as much as one.
 */
final class ExpectedInformation {
    private ExpectedInformation() {}

    static double of(int[] classSizes, int[] clusterSizes, int n) {
        double sum = 0;
        for (Map.Entry<Integer, Integer> a : tally(classSizes).entrySet()) {
            for (Map.Entry<Integer, Integer> b : tally(clusterSizes).entrySet()) {
                sum += (double) a.getValue() * b.getValue() * cell(n, a.getKey(), b.getKey());
            }
        }
        return sum;
    }

    private static double cell(int n, int inClass, int inCluster) {
        double scale = n / ((double) inClass * inCluster);
        return new Hypergeometric(n, inClass, inCluster)
                        .expectation(both -> both == 0 ? 0 : both * Math.log(both * scale))
                / n;
    }

    private static Map<Integer, Integer> tally(int[] sizes) {
        Map<Integer, Integer> times = new TreeMap<>();
        for (int size : sizes) {
            times.merge(size, 1, Integer::sum);
        }
        return times;
    }
}

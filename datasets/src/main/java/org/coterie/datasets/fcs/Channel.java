package org.coterie.datasets.fcs;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One column of the events.
 *
 * @param name what the column is called here: the marker, where there is none the detector, made unique
 * @param marker {@code $PnS}, what was stained; may be empty
 * @param detector {@code $PnN}, what measured it
 * @param bytes the width of a number
 * @param mask the bits of a whole number that count; all set where that is not limited
 * @param decades {@code $PnE}: how many decades the range spans; 0 where the scale is linear
 * @param least {@code $PnE}: what 0 stands for on a logarithmic scale
 * @param range {@code $PnR}
 */
record Channel(
        String name, String marker, String detector, int bytes, long mask, double decades, double least, double range) {

    /** The channels of a file in order. */
    static List<Channel> of(Keywords keywords, int count) {
        List<String> names = names(keywords, count);
        List<Channel> channels = new ArrayList<>();
        for (int p = 1; p <= count; p++) {
            channels.add(of(keywords, p, names.get(p - 1)));
        }
        return channels;
    }

    private static Channel of(Keywords keywords, int p, String name) {
        String width = "$P" + p + "B";
        long bits = keywords.number(width);
        if (bits < 8 || bits > 64 || bits % 8 != 0) {
            throw keywords.wrong(width, "8, 16, 24, 32, 40, 48, 56 or 64 bits");
        }
        double range = real(keywords.find("$P" + p + "R").orElse("0"));
        String[] scale = keywords.find("$P" + p + "E").orElse("0,0").split(",", -1);
        double decades = real(scale[0]);
        double least = scale.length > 1 ? real(scale[1]) : 0;
        return new Channel(
                name,
                keywords.find("$P" + p + "S").orElse(""),
                detector(keywords, p),
                (int) bits / 8,
                mask(range),
                decades,
                // files say 0, the standard 3.1 says that 1 is meant
                least == 0 ? 1 : least,
                range);
    }

    /** Of a range of 1024 values the lowest 10 bits count. */
    private static long mask(double range) {
        if (!(range > 1) || range > 0x1p62) {
            return -1;
        }
        long last = (long) Math.ceil(range) - 1;
        return (Long.highestOneBit(last) << 1) - 1;
    }

    private static double real(String text) {
        try {
            double value = Double.parseDouble(text.strip());
            return Double.isFinite(value) && value > 0 ? value : 0;
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    private static String detector(Keywords keywords, int p) {
        return keywords.find("$P" + p + "N").orElse("P" + p);
    }

    /** Names that are there twice are told apart by their detectors, then by numbers. */
    private static List<String> names(Keywords keywords, int count) {
        List<String> names = new ArrayList<>();
        Map<String, Integer> often = new HashMap<>();
        for (int p = 1; p <= count; p++) {
            String name = keywords.find("$P" + p + "S").orElse(detector(keywords, p));
            names.add(name);
            often.merge(name, 1, Integer::sum);
        }
        Set<String> taken = new HashSet<>();
        for (int p = 1; p <= count; p++) {
            String name = names.get(p - 1);
            String longer = often.getOrDefault(name, 1) > 1 ? name + " [" + detector(keywords, p) + "]" : name;
            String unique = longer;
            for (int i = 2; !taken.add(unique); i++) {
                unique = longer + "-" + i;
            }
            names.set(p - 1, unique);
        }
        return names;
    }

    /** A whole number as it counts, on a linear scale if that is asked for. */
    float value(long stored, boolean linearise) {
        long counts = stored & mask;
        if (linearise && decades > 0 && range > 0) {
            return (float) (Math.pow(10, decades * counts / range) * least);
        }
        return counts >= 0 ? counts : (float) (2.0 * (counts >>> 1 | counts & 1));
    }
}

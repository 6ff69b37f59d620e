package org.coterie.runtime.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The colours. Those of groups begin with Okabe and Ito's eight (2008), which people with any colour vision tell apart; two from
 * Tol's muted scheme follow, and the next ten are the same as rings. Sequences are viridis and, around zero, blue to red
 * through a light grey. No colour is the only sign of anything: numbers stand beside or on top.
 */
final class Palette {

    /** Colours of groups; group {@code i} has colour {@code i mod GROUPS} and is a ring where {@code i / GROUPS} is odd. */
    static final int GROUPS = 10;

    /** Steps of a sequence in maps. */
    static final int STEPS = 8;

    private static final List<String> LIGHT_GROUPS = List.of(
            "#0072b2", "#e08e00", "#009e73", "#cc6fa3", "#d1495b", "#4fa8e0", "#7a5c3e", "#332288", "#8f9a1b",
            "#5f6b76");
    private static final List<String> DARK_GROUPS = List.of(
            "#4aa3df", "#f0a830", "#2fc39a", "#e39ac4", "#f07a7a", "#8ccdf5", "#c39b72", "#9b8cf0", "#c3cc4f",
            "#aab4bd");
    private static final List<String> VIRIDIS =
            List.of("#440154", "#46327e", "#365c8d", "#277f8e", "#1fa187", "#4ac16d", "#a0da39", "#fde725");
    private static final double[][] DIVERGING = {
        {33, 82, 147}, {84, 141, 196}, {160, 199, 226}, {238, 238, 236}, {244, 182, 149}, {217, 108, 84}, {158, 32, 47}
    };
    private static final double[][] RISING = {
        {244, 246, 247}, {205, 223, 236}, {146, 188, 218}, {82, 145, 193}, {31, 97, 158}, {10, 53, 104}
    };
    private static final Pattern VARIABLE = Pattern.compile("var\\(--([a-z0-9]+)\\)");
    private static final Map<String, String> LIGHT = variables(
            Map.of(
                    "bg", "#ffffff", "fg", "#1d2329", "soft", "#5c6670", "line", "#d5dadf", "panel", "#f6f7f8", "mark",
                    "#b3541e", "none", "#b9c0c7"),
            LIGHT_GROUPS);
    private static final Map<String, String> DARK = variables(
            Map.of(
                    "bg", "#14181c", "fg", "#e4e8ec", "soft", "#9aa5af", "line", "#353d45", "panel", "#1b2126", "mark",
                    "#f0a06a", "none", "#4c565f"),
            DARK_GROUPS);

    private Palette() {}

    private static Map<String, String> variables(Map<String, String> own, List<String> groups) {
        Map<String, String> all = new LinkedHashMap<>();
        own.keySet().stream().sorted().forEach(key -> all.put(key, own.get(key)));
        for (int i = 0; i < GROUPS; i++) {
            all.put("c" + i, groups.get(i));
        }
        for (int i = 0; i < STEPS; i++) {
            all.put("s" + i, VIRIDIS.get(i));
        }
        return all;
    }

    /** The variables of both themes: the reader's wish unless the page was told otherwise. */
    static String themes() {
        return ":root{color-scheme:light;" + declared(LIGHT)
                + "}\n@media(prefers-color-scheme:dark){:root{color-scheme:dark;"
                + declared(DARK) + "}}\n:root[data-theme=light]{color-scheme:light;" + declared(LIGHT)
                + "}\n:root[data-theme=dark]{color-scheme:dark;" + declared(DARK)
                + "}\n@media print{:root,:root[data-theme]{color-scheme:light;" + declared(LIGHT) + "}}\n";
    }

    private static String declared(Map<String, String> variables) {
        StringBuilder text = new StringBuilder();
        variables.forEach((key, value) ->
                text.append("--").append(key).append(':').append(value).append(';'));
        return text.toString();
    }

    /** Style with the light colours in the place of variables, for programs that know no variables. */
    static String plain(String css) {
        Matcher variable = VARIABLE.matcher(css);
        return variable.replaceAll(found -> LIGHT.getOrDefault(found.group(1), "#000000"));
    }

    /** The class of a group; of rows in none (noise, unknown) where it is negative. */
    static String group(int i) {
        return i < 0 ? "cn" : "c" + i % GROUPS + (i / GROUPS % 2 == 1 ? " ring" : "");
    }

    /** Colours from blue through grey to red, as {@code 0xRRGGBB}; the middle one is the middle. */
    static int[] diverging(int count) {
        return between(DIVERGING, count);
    }

    /** Colours from almost white to dark blue. */
    static int[] rising(int count) {
        return between(RISING, count);
    }

    /** Greys from white to almost black. */
    static int[] grey(int count) {
        return between(new double[][] {{255, 255, 255}, {17, 20, 23}}, count);
    }

    /** A colour as CSS has it. */
    static String css(int rgb) {
        return String.format(java.util.Locale.ROOT, "#%06x", rgb);
    }

    /** Whether dark text is hard to read on it. */
    static boolean dark(int rgb) {
        return 0.299 * (rgb >> 16) + 0.587 * (rgb >> 8 & 255) + 0.114 * (rgb & 255) < 140;
    }

    private static int[] between(double[][] stops, int count) {
        int[] colours = new int[count];
        for (int i = 0; i < count; i++) {
            double place = (stops.length - 1.0) * i / Math.max(1, count - 1);
            int stop = (int) Math.min(stops.length - 2, Math.floor(place));
            int rgb = 0;
            for (int channel = 0; channel < 3; channel++) {
                double value =
                        stops[stop][channel] + (place - stop) * (stops[stop + 1][channel] - stops[stop][channel]);
                rgb = rgb << 8 | (int) Math.round(value);
            }
            colours[i] = rgb;
        }
        return colours;
    }
}

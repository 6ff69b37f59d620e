package org.coterie.runtime.report;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.coterie.api.Features;

/**
 * How a row of data is a picture.
 *
 * @param height in pixels
 * @param width in pixels
 * @param channels 1 for grey, 3 for red, green and blue
 */
record Pixels(int height, int width, int channels) {
    private static final Pattern PLACE = Pattern.compile("(.*?)(\\d+)[_x,.-](\\d+)");

    /**
     * The picture data are, by the shape of a row, {@code [h, w]} or {@code [h, w, 1 or 3]}, or by names that count rows and columns
     * of a grid of at least 4×4 in order, such as {@code pixel_0_7}.
     */
    static Optional<Pixels> of(Features features) {
        long[] row = features.row().asArray();
        if (row.length == 2 || row.length == 3 && (row[2] == 1 || row[2] == 3)) {
            return Optional.of(new Pixels((int) row[0], (int) row[1], row.length == 3 ? (int) row[2] : 1));
        }
        return row.length == 1 ? named(features.names()) : Optional.empty();
    }

    /** The picture that {@code report.image} says it is, {@code [h, w]} or {@code [h, w, 3]}, where that is as many numbers. */
    static Optional<Pixels> of(List<Integer> told, int width) {
        if (told.size() < 2) {
            return Optional.empty();
        }
        Pixels pixels = new Pixels(told.get(0), told.get(1), told.size() == 3 ? told.get(2) : 1);
        return pixels.size() == width ? Optional.of(pixels) : Optional.empty();
    }

    private static Optional<Pixels> named(List<String> names) {
        Matcher last = PLACE.matcher(names.get(names.size() - 1));
        Matcher first = PLACE.matcher(names.get(0));
        if (!last.matches()
                || !first.matches()
                || last.group(2).length() > 4
                || last.group(3).length() > 4) {
            return Optional.empty();
        }
        int top = Integer.parseInt(first.group(2));
        int left = Integer.parseInt(first.group(3));
        int height = Integer.parseInt(last.group(2)) - top + 1;
        int width = Integer.parseInt(last.group(3)) - left + 1;
        if (height < 4 || width < 4 || height * width != names.size()) {
            return Optional.empty();
        }
        for (int i = 0; i < names.size(); i++) {
            Matcher place = PLACE.matcher(names.get(i));
            if (!place.matches()
                    || !place.group(1).equals(first.group(1))
                    || !place.group(2).equals(Integer.toString(top + i / width))
                    || !place.group(3).equals(Integer.toString(left + i % width))) {
                return Optional.empty();
            }
        }
        return Optional.of(new Pixels(height, width, 1));
    }

    /** Numbers in a row. */
    int size() {
        return height * width * channels;
    }

    /** The picture, the lowest value white (in colour: black), the highest dark (in colour: bright). */
    String png(float[] values, double low, double high, int shades) {
        double range = high > low ? high - low : 1;
        byte[] bytes = new byte[size()];
        int most = channels == 3 ? 255 : shades - 1;
        for (int i = 0; i < bytes.length; i++) {
            double share = Float.isFinite(values[i]) ? (values[i] - low) / range : 0;
            bytes[i] = (byte) Math.max(0, Math.min(most, Math.round(share * most)));
        }
        return channels == 3 ? Png.rgb(width, height, bytes) : Png.indexed(width, height, bytes, Palette.grey(shades));
    }
}

package org.coterie.datasets.fcs;

import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import org.coterie.api.CoterieException;
import org.coterie.api.Fault;
import org.coterie.datasets.fcs.FcsSettings.Offsets;
import org.coterie.datasets.files.Reading;

/**
 * Where the events of a data set lie and how.
 *
 * @param floating whether the numbers are floats, of 4 or 8 bytes, all alike; else they are whole
 * @param start the first byte of the first event
 * @param events how many there are
 */
record Layout(List<Channel> channels, boolean floating, ByteOrder order, long start, int events) {

    static Layout of(Bytes bytes, Header header, Keywords keywords, Offsets trusted) {
        String file = bytes.file();
        long count = keywords.number("$PAR");
        if (count < 1 || count > keywords.values().size()) {
            throw keywords.wrong("$PAR", "the number of channels");
        }
        if (!keywords.find("$MODE").orElse("L").equals("L")) {
            throw keywords.wrong("$MODE", "L, a list of events; histograms are not read");
        }
        List<Channel> channels = Channel.of(keywords, (int) count);
        boolean floating = floating(keywords, channels);
        long row = channels.stream().mapToLong(Channel::bytes).sum();
        Header.Span data = place(file, header, keywords, trusted);
        long held = (data.last() - data.first() + 1) / row;
        long events = keywords.number("$TOT", held);
        boolean negative = data.first() < 0 || data.last() < data.first();
        if (negative || events > held || (events < held && held > 0)) {
            throw Fault.of("the number of events does not fit the data")
                    .at(file)
                    .got("$TOT is " + events + ", bytes " + data + " hold " + (negative ? 0 : held) + " events of "
                            + row + " bytes")
                    .advise("the file may have been cut short, or be one of those whose HEADER and TEXT disagree: see"
                            + " data.offsets")
                    .as(CoterieException.Kind.DATA);
        }
        if (events < 1 || events > Integer.MAX_VALUE) {
            throw Fault.of(events < 1 ? "the file has no events" : "the file has too many events")
                    .at(file)
                    .as(CoterieException.Kind.DATA);
        }
        long start = header.base() + data.first();
        if (start > bytes.length() || events * row > bytes.length() - start) {
            throw Fault.of("the file ends too early")
                    .at(file)
                    .got(bytes.length() + " bytes")
                    .expected(events + " events in the bytes " + data)
                    .as(CoterieException.Kind.DATA);
        }
        return new Layout(channels, floating, order(keywords), start, (int) events);
    }

    private static boolean floating(Keywords keywords, List<Channel> channels) {
        String type = keywords.text("$DATATYPE");
        int bytes = switch (type) {
            case "I" -> 0;
            case "F" -> 4;
            case "D" -> 8;
            default -> throw keywords.wrong("$DATATYPE", "I, F or D; numbers written as text are not read");
        };
        for (int p = 0; bytes > 0 && p < channels.size(); p++) {
            if (channels.get(p).bytes() != bytes) {
                throw keywords.wrong("$P" + (p + 1) + "B", 8 * bytes + " bits for $DATATYPE " + type);
            }
        }
        return bytes > 0;
    }

    private static ByteOrder order(Keywords keywords) {
        String written = keywords.text("$BYTEORD");
        String[] places = written.replace(" ", "").split(",", -1);
        String[] ascending = new String[places.length];
        Arrays.setAll(ascending, i -> Integer.toString(i + 1));
        if (places.length <= 8 && Arrays.equals(places, ascending)) {
            return ByteOrder.LITTLE_ENDIAN;
        }
        String[] descending = new String[places.length];
        Arrays.setAll(descending, i -> Integer.toString(places.length - i));
        if (places.length <= 8 && Arrays.equals(places, descending)) {
            return ByteOrder.BIG_ENDIAN;
        }
        throw keywords.wrong("$BYTEORD", "1,2,3,4 or 4,3,2,1; mixed orders are not read");
    }

    /** HEADER has eight digits for a place; beyond that, and where it has none, only TEXT can tell. */
    private static Header.Span place(String file, Header header, Keywords keywords, Offsets trusted) {
        Header.Span told = new Header.Span(keywords.number("$BEGINDATA", 0), keywords.number("$ENDDATA", 0));
        Header.Span first = header.data();
        if (!told.told() && !first.told()) {
            throw Fault.of("the file does not say where its data are")
                    .at(file)
                    .expected("places in HEADER, or $BEGINDATA and $ENDDATA")
                    .as(CoterieException.Kind.DATA);
        }
        if (!told.told() || !first.told() || told.equals(first)) {
            return told.told() ? told : first;
        }
        return switch (trusted) {
            case TEXT -> told;
            case HEADER -> first;
            case STRICT ->
                throw Fault.of("HEADER and TEXT disagree on where the data are")
                        .at(file)
                        .got("bytes " + first + " says HEADER, " + told + " says TEXT")
                        .advise("data.offsets = text believes TEXT, which is usually right; header believes HEADER")
                        .as(CoterieException.Kind.DATA);
        };
    }

    /** Bytes of one event. */
    int row() {
        return channels.stream().mapToInt(Channel::bytes).sum();
    }

    /** Fails if the numbers asked for can never be held. */
    void mustFit(String file, int columns) {
        Reading.mustFit(file, (long) events * columns * Float.BYTES);
    }
}

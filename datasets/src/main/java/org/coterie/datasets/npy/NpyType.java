package org.coterie.datasets.npy;

import java.nio.ByteOrder;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.coterie.algorithms.Quote;
import org.coterie.api.CoterieException;
import org.coterie.api.Fault;
import org.coterie.datasets.files.Element;

/** What an element of an array is. */
sealed interface NpyType {
    /** Bytes of one element. */
    int bytes();

    /** Numbers and truth values. */
    record Numeric(Element element, ByteOrder order) implements NpyType {
        @Override
        public int bytes() {
            return element.bytes;
        }
    }

    /**
     * Text of a fixed length, which only labels may be.
     *
     * @param length characters of an element
     * @param wide whether a character is four bytes (UTF-32), else one
     */
    record Text(int length, boolean wide, ByteOrder order) implements NpyType {
        @Override
        public int bytes() {
            return wide ? 4 * length : length;
        }
    }

    /** A byte order, a kind and a size. */
    Pattern CODE = Pattern.compile("([<>=|]?)([a-zA-Z])([0-9]{0,5})");

    Map<String, Element> ELEMENTS = Map.ofEntries(
            Map.entry("b1", Element.U1),
            Map.entry("u1", Element.U1),
            Map.entry("i1", Element.I1),
            Map.entry("u2", Element.U2),
            Map.entry("i2", Element.I2),
            Map.entry("u4", Element.U4),
            Map.entry("i4", Element.I4),
            Map.entry("u8", Element.U8),
            Map.entry("i8", Element.I8),
            Map.entry("f2", Element.F2),
            Map.entry("f4", Element.F4),
            Map.entry("f8", Element.F8));

    /** The type a {@code descr} means; refuses objects, whose bytes would be a program. */
    static NpyType of(String file, String descr) {
        Matcher code = CODE.matcher(descr);
        if (code.matches()) {
            ByteOrder order = code.group(1).equals(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
            String kind = code.group(2);
            Element element = ELEMENTS.get(kind + code.group(3));
            if (element != null) {
                return new Numeric(element, order);
            }
            int length = code.group(3).isEmpty() ? 0 : Integer.parseInt(code.group(3));
            if (length > 0 && (kind.equals("U") || kind.equals("S"))) {
                return new Text(length, kind.equals("U"), order);
            }
            if (kind.equals("O")) {
                throw Fault.of("an array of Python objects")
                        .at(file)
                        .expected("numbers")
                        .advise("objects are pickled programs and never loaded; save x.astype(\"float32\")")
                        .as(CoterieException.Kind.DATA);
            }
        }
        throw Fault.of("an array of another type")
                .at(file)
                .got(Quote.of(descr))
                .expected("f2, f4, f8, or integers or truth values of at most 8 bytes")
                .advise("save x.astype(\"float32\")")
                .as(CoterieException.Kind.DATA);
    }
}

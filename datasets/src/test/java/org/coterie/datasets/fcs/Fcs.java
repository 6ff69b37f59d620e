package org.coterie.datasets.fcs;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Small data sets: a header of 58 bytes, TEXT at once after it, then a supplemental TEXT, then DATA. */
final class Fcs {
    private String version = "FCS3.0";
    private String text = "";
    private String supplement = "";
    private char mark = '/';
    private boolean placesInHeader = true;
    private boolean placesInText = true;
    private long wrong;
    private byte[] data = {};

    /** Two events of two whole numbers of 16 bits, little-endian. */
    static Fcs small() {
        return new Fcs()
                .channel(1, 16, 1024, "FSC", "size")
                .channel(2, 16, 1024, "SSC", "")
                .keywords("$PAR/2/$TOT/2/$DATATYPE/I/$BYTEORD/1,2/$MODE/L/$NEXTDATA/0/")
                .data(1, 0, 2, 0, 3, 0, 255, 3);
    }

    Fcs channel(int p, int bits, int range, String detector, String marker) {
        String stain = marker.isEmpty() ? "" : "$P" + p + "S/" + marker + "/";
        return keywords("$P" + p + "B/" + bits + "/$P" + p + "R/" + range + "/$P" + p + "N/" + detector + "/" + stain);
    }

    Fcs keywords(String more) {
        text += more;
        return this;
    }

    Fcs replace(String old, String by) {
        if (!text.contains(old)) {
            throw new IllegalArgumentException(old);
        }
        text = text.replace(old, by);
        return this;
    }

    Fcs version(String of) {
        version = of;
        return this;
    }

    Fcs supplement(String of) {
        supplement = of;
        return this;
    }

    Fcs mark(char of) {
        mark = of;
        return this;
    }

    Fcs places(boolean inHeader, boolean inText) {
        placesInHeader = inHeader;
        placesInText = inText;
        return this;
    }

    /** Moves the beginning of DATA that HEADER tells. */
    Fcs wrong(long by) {
        wrong = by;
        return this;
    }

    Fcs data(int... bytes) {
        data = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            data[i] = (byte) bytes[i];
        }
        return this;
    }

    byte[] bytes() {
        // numbers of a fixed width, so that the length of TEXT does not depend on them
        String body = "/" + text + (placesInText ? "$BEGINDATA/%08d/$ENDDATA/%08d/" : "")
                + (supplement.isEmpty() ? "" : "$BEGINSTEXT/%08d/$ENDSTEXT/%08d/");
        int textEnd = 58 + body.replace("%08d", "00000000").getBytes(StandardCharsets.UTF_8).length - 1;
        byte[] more = supplement.getBytes(StandardCharsets.UTF_8);
        int start = textEnd + 1 + more.length;
        int end = start + data.length - 1;
        Object[] places = placesInText
                ? new Object[] {start, end, textEnd + 1, textEnd + more.length}
                : new Object[] {textEnd + 1, textEnd + more.length};
        String head = placesInHeader
                ? String.format(Locale.ROOT, "%8d%8d%8d%8d", 58, textEnd, start + wrong, end)
                : String.format(Locale.ROOT, "%8d%8d%16s", 58, textEnd, "");
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes((version + "    " + head + "       0       0").getBytes(StandardCharsets.US_ASCII));
        file.writeBytes(
                String.format(Locale.ROOT, body, places).replace('/', mark).getBytes(StandardCharsets.UTF_8));
        file.writeBytes(more);
        file.writeBytes(data);
        return file.toByteArray();
    }
}

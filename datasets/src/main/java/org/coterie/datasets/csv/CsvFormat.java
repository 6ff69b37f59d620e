package org.coterie.datasets.csv;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.coterie.api.Features;
import org.coterie.api.Settings;
import org.coterie.api.data.DataFormat;
import org.coterie.api.data.Dataset;
import org.coterie.datasets.files.Shipped;
import org.coterie.datasets.files.Stored;

/** Tables as text, {@code format = csv}: commas, tabs, semicolons or bars between the values, one line per row. */
public final class CsvFormat implements DataFormat {
    private static final Pattern NAME = Pattern.compile("(?i).*\\.(csv|tsv|txt|tab|data)(\\.gz)?");
    private static final int LOOKED_AT = 512;

    /** For ServiceLoader. */
    public CsvFormat() {}

    @Override
    public String id() {
        return "csv";
    }

    /** By its name, unless it begins with bytes no text has; {@code shipped:} names are of this format too. */
    @Override
    public boolean recognises(Path file) {
        if (file.toString().startsWith(Shipped.PREFIX)) {
            return true;
        }
        return NAME.matcher(String.valueOf(file.getFileName())).matches() && !binary(Stored.head(file, LOOKED_AT));
    }

    /** A zero byte, but for UTF-16, which the reader has a better word for. */
    private static boolean binary(byte[] head) {
        boolean wide = head.length > 1
                && ((head[0] == (byte) 0xff && head[1] == (byte) 0xfe)
                        || (head[0] == (byte) 0xfe && head[1] == (byte) 0xff));
        for (byte b : head) {
            if (b == 0 && !wide) {
                return true;
            }
        }
        return false;
    }

    @Override
    public List<Suggestion> suggest(Path file) {
        return Guess.of(file);
    }

    @Override
    public Opener settings(Settings in, Path folder) {
        return new CsvOpener(CsvSettings.read(in), folder);
    }

    /** Rows of known columns, by the defaults of this format; for formats whose own data do not come from files. */
    public static Dataset rows(Path file, Features features) {
        return new CsvOpener(
                        CsvSettings.defaults(file.toString()),
                        file.toAbsolutePath().getParent())
                .open(file, features);
    }
}

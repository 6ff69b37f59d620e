package org.coterie.datasets.files;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.coterie.algorithms.Quote;
import org.coterie.api.Fault;

/** Cells of one file that share a problem: the first five and how many there are. Cells stand in lines or rows. */
public final class Places {
    private static final int SHOWN = 5;

    private record Place(long line, String column, String text) {}

    private final String file;
    private final String line;
    private final List<Place> first = new ArrayList<>();
    private final Set<String> columns = new LinkedHashSet<>();
    private long count;
    private long lastLine;

    public Places(String file) {
        this(file, "line");
    }

    /** Places counted by what {@code line} says, such as rows. */
    public Places(String file, String line) {
        this.file = file;
        this.line = line;
    }

    public void add(long number, String column, String text) {
        if (count++ < SHOWN) {
            first.add(new Place(number, column, text));
        }
        if (columns.size() <= SHOWN) {
            columns.add(column);
        }
        lastLine = number;
    }

    /** Whether the text of the next one will be shown. */
    public boolean wantsText() {
        return count < SHOWN;
    }

    public boolean isEmpty() {
        return count == 0;
    }

    /** Whether all cells stand in one line. */
    public boolean onlyIn(long number) {
        return count > 0 && first.get(0).line() == number && lastLine == number;
    }

    /** The columns met, five at most, as a list in a configuration. */
    public String columns() {
        String listed =
                String.join(", ", columns.stream().limit(SHOWN).map(Quote::of).toList());
        return "[" + listed + (columns.size() > SHOWN ? ", …]" : "]");
    }

    /** One cell is quoted with its place; of several the first five are listed. */
    public Fault fault(String what) {
        Place one = first.get(0);
        if (count == 1) {
            return Fault.of(what)
                    .at(file + ", " + line + " " + one.line() + ", column " + Quote.of(one.column()))
                    .got(Quote.of(one.text()));
        }
        String listed = String.join("; ", first.stream().map(this::shown).toList());
        String more = count > SHOWN ? "; and " + (count - SHOWN) + " more" : "";
        return Fault.of(what).at(file).got(count + " cells: " + listed + more);
    }

    private String shown(Place place) {
        return Quote.of(place.text()) + " in " + line + " " + place.line() + ", column " + Quote.of(place.column());
    }
}

package org.coterie.datasets.idx;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Path;
import org.coterie.api.CoterieException;
import org.coterie.api.data.Source;
import org.coterie.datasets.files.Origin;
import org.coterie.datasets.files.Reading;
import org.coterie.datasets.files.Stored;
import org.coterie.datasets.files.StoredTable;

/**
 * One file, read whole.
 *
 * @param head what it announces
 * @param values what it holds, a row for each of the first axis
 * @param source what it was
 */
record IdxFile(IdxHead head, StoredTable values, Source source) {

    static IdxFile read(Path path) {
        Origin origin = Origin.file(path);
        return Reading.of(origin.name(), () -> {
            try (Stored stored = Stored.open(origin, path)) {
                return read(origin.name(), stored);
            }
        });
    }

    private static IdxFile read(String file, Stored stored) throws IOException {
        IdxHead head = IdxHead.read(file, stored.in(), stored.most());
        StoredTable values =
                StoredTable.read(stored.in(), head.rows(), head.width(), head.type(), ByteOrder.BIG_ENDIAN);
        if (!stored.atEnd()) {
            throw Reading.damaged(file)
                    .got("more bytes than " + head.shape() + " numbers")
                    .as(CoterieException.Kind.DATA);
        }
        return new IdxFile(head, values, stored.source());
    }
}

package org.coterie.datasets.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.coterie.api.data.Table;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoredTableTest {
    @TempDir
    Path folder;

    @Test
    void segmentsAreNotSeen() throws IOException {
        int n = 37;
        int m = 3;
        ByteBuffer bytes = ByteBuffer.allocate(5 + 8 * n * m);
        for (int i = 0; i < n * m; i++) {
            bytes.putDouble(5 + 8 * i, i);
        }
        Path file = Files.write(folder.resolve("t"), bytes.array());
        Table table = StoredTable.map(file, 5, n, m, Element.F8, ByteOrder.BIG_ENDIAN, 100);
        float[] all = table.toArray();
        for (int i = 0; i < n * m; i++) {
            assertThat(all[i]).isEqualTo(i);
            assertThat(table.at(i / m, i % m)).isEqualTo(i);
        }
        assertThatThrownBy(() -> table.at(n, 0)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> table.at(0, m)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> StoredTable.map(file, 6, n, m, Element.F8, ByteOrder.BIG_ENDIAN))
                .isInstanceOf(EOFException.class);
    }

    @Test
    void rowsMayComeOneByOne() {
        int n = 100_000;
        int m = 57;
        StoredTable.Builder rows = new StoredTable.Builder(m);
        float[] row = new float[m];
        for (int i = 0; i < n; i++) {
            row[0] = i;
            row[m - 1] = -i;
            rows.add(row);
        }
        Table table = rows.table();
        assertThat(table.rows()).isEqualTo(n);
        for (int i = 0; i < n; i++) {
            if (table.at(i, 0) != i || table.at(i, m - 1) != -i) {
                throw new AssertionError("row " + i);
            }
        }
    }

    @Test
    void aStreamThatEndsEarlyIsAnError() {
        assertThatThrownBy(() -> StoredTable.read(
                        new ByteArrayInputStream(new byte[7]), 2, 2, Element.U2, ByteOrder.LITTLE_ENDIAN))
                .isInstanceOf(EOFException.class);
    }
}

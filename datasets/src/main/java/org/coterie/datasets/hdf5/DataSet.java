package org.coterie.datasets.hdf5;

import io.jhdf.ObjectHeader;
import io.jhdf.api.dataset.ChunkedDataset;
import io.jhdf.dataset.DatasetBase;
import io.jhdf.dataset.DatasetLoader;
import io.jhdf.dataset.NoParent;
import io.jhdf.filter.PipelineFilterWithData;
import io.jhdf.object.datatype.DataType;
import java.nio.ByteBuffer;
import java.util.List;
import org.coterie.api.CoterieException;

/** A data set whose declared sizes could come from its file; read in slabs of whole first indices. */
public final class DataSet {
    /** Deflate cannot pack more than 1032 bytes into one. */
    private static final long DENSEST = 1100;

    private static final int SLAB = 64 << 20;
    private static final int DEFLATE = 1;
    private static final int SHUFFLE = 2;
    private static final int FLETCHER32 = 3;
    private static final int LZF = 32000;

    private final Hdf5 file;
    private final String path;
    private final DatasetBase stored;
    private final long[] shape;
    private final int elementBytes;

    /** A run of first indices. */
    @FunctionalInterface
    interface Slab {
        void take(long first, Cells cells);
    }

    private DataSet(Hdf5 file, String path, DatasetBase stored) {
        this.file = file;
        this.path = path;
        this.stored = stored;
        shape = stored.getDimensionsAsLong();
        elementBytes = stored.getDataType().getSize();
    }

    static DataSet of(Hdf5 file, String path, ObjectHeader header) {
        file.reading().now(path);
        DatasetBase stored = (DatasetBase) DatasetLoader.createDataset(file.storage(), header, path, NoParent.INSTANCE);
        DataSet data = new DataSet(file, path, stored);
        data.check();
        return data;
    }

    private void check() {
        long bytes = elementBytes;
        require(elementBytes > 0, "elements of " + elementBytes + " bytes");
        for (long length : shape) {
            require(length >= 0 && length <= Integer.MAX_VALUE - 8, "a length of " + length);
            bytes = Math.multiplyExact(bytes, length);
        }
        if (!(stored instanceof ChunkedDataset chunked)) {
            require(bytes <= file.size(), bytes + " bytes of data in a file of " + file.size());
            return;
        }
        long most = Math.multiplyExact(DENSEST, file.size());
        int[] chunk = chunked.getChunkDimensions();
        require(chunk.length == shape.length && chunk.length > 0, "chunks of another shape");
        long chunkBytes = elementBytes;
        long chunks = 1;
        for (int d = 0; d < chunk.length; d++) {
            require(chunk[d] > 0, "a chunk of length " + chunk[d]);
            chunkBytes = Math.multiplyExact(chunkBytes, chunk[d]);
            chunks = Math.multiplyExact(chunks, (shape[d] + chunk[d] - 1) / chunk[d]);
        }
        require(
                bytes <= most && chunkBytes <= Math.min(most, Integer.MAX_VALUE - 8),
                bytes + " bytes of data in chunks of " + chunkBytes + " in a file of " + file.size() + " bytes");
        require(chunks <= (1 << 16) + file.size() / 8, chunks + " chunks in a file of " + file.size() + " bytes");
        checkFilters(chunked.getFilters(), chunkBytes);
    }

    /** What the filters say they will make is what a chunk has. */
    private void checkFilters(List<PipelineFilterWithData> filters, long chunkBytes) {
        int packing = 0;
        for (PipelineFilterWithData filter : filters) {
            int[] told = filter.getFilterData();
            switch (filter.getId()) {
                case DEFLATE -> packing++;
                case SHUFFLE ->
                    require(told.length > 0 && told[0] > 0 && told[0] <= chunkBytes, "a shuffle without width");
                case FLETCHER32 -> {}
                case LZF -> {
                    packing++;
                    require(told.length > 2 && told[2] == chunkBytes, "an LZF filter for chunks of another size");
                }
                default ->
                    throw refused("the filter " + filter.getId()
                            + "; known are deflate, shuffle, Fletcher's checksum and LZF");
            }
        }
        require(packing <= 1, "data packed twice");
    }

    private void require(boolean so, String got) {
        if (!so) {
            throw refused(got);
        }
    }

    private CoterieException refused(String got) {
        file.reading().now(path);
        return file.reading().damaged(got).as(CoterieException.Kind.DATA);
    }

    /** The lengths; none for a single value. */
    public long[] shape() {
        return shape.clone();
    }

    /** The product of the lengths. */
    public long count() {
        long count = 1;
        for (long length : shape) {
            count *= length;
        }
        return count;
    }

    /** Everything at once. */
    public Cells cells() {
        file.reading().now(path);
        DataType type = stored.getDataType();
        if (!(stored instanceof ChunkedDataset) || shape.length == 0) {
            return Cells.of(file, path, type, count(), count() == 0 ? ByteBuffer.allocate(0) : stored.getDataBuffer());
        }
        ByteBuffer all = ByteBuffer.allocate(Math.toIntExact(count() * elementBytes));
        slabs((first, cells) -> all.put(cells.bytes()));
        return Cells.of(file, path, type, count(), all.flip());
    }

    /** All values as floats, in row order. */
    public float[] floats() {
        float[] all = new float[Math.toIntExact(count())];
        int row = rowLength();
        slabs((first, cells) -> cells.floats(all, Math.toIntExact(first * row)));
        return all;
    }

    /** All values as whole numbers, in row order. */
    public long[] longs() {
        long[] all = new long[Math.toIntExact(count())];
        int row = rowLength();
        slabs((first, cells) -> cells.longs(all, Math.toIntExact(first * row)));
        return all;
    }

    /** All values as texts; numbers become their decimal text. */
    public List<String> texts() {
        return cells().texts();
    }

    private int rowLength() {
        return shape.length == 0 || shape[0] == 0 ? 1 : Math.toIntExact(count() / shape[0]);
    }

    private void slabs(Slab slab) {
        file.reading().now(path);
        if (count() == 0) {
            return;
        }
        if (!(stored instanceof ChunkedDataset chunked)) {
            slab.take(0, cells());
            return;
        }
        long rowBytes = Math.multiplyExact((long) rowLength(), elementBytes);
        long chunkRows = chunked.getChunkDimensions()[0];
        // whole chunks where they fit, so that each is unpacked once
        long rows = Math.max(SLAB / rowBytes / chunkRows, 1) * chunkRows;
        if (rows * rowBytes > Integer.MAX_VALUE - 8) {
            rows = Math.max(1, (1 << 30) / rowBytes);
        }
        long[] from = new long[shape.length];
        int[] lengths = new int[shape.length];
        for (int d = 1; d < shape.length; d++) {
            lengths[d] = Math.toIntExact(shape[d]);
        }
        for (long first = 0; first < shape[0]; first += rows) {
            from[0] = first;
            lengths[0] = Math.toIntExact(Math.min(rows, shape[0] - first));
            Math.multiplyExact(lengths[0], Math.toIntExact(rowBytes));
            ByteBuffer bytes = stored.getSliceDataBuffer(from, lengths);
            slab.take(first, Cells.of(file, path, stored.getDataType(), lengths[0] * (long) rowLength(), bytes));
        }
    }
}

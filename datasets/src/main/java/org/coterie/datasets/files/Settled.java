package org.coterie.datasets.files;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.coterie.api.CoterieException;
import org.coterie.api.Fault;
import org.coterie.api.data.Dataset;
import org.coterie.api.data.SparseTable;
import org.coterie.api.data.Table;

/** The last look at a matrix that was read whole: infinite values are refused, missing ones treated as the settings say. */
public final class Settled {
    private final Dataset data;
    private final Places infinite;
    private final Places missing;
    private final boolean[] gaps;

    private Settled(Dataset data, String file) {
        this.data = data;
        infinite = new Places(file, "row");
        missing = new Places(file, "row");
        gaps = new boolean[data.x().rows()];
    }

    /** The data set without the rows that have to go; rows keep their names, or their numbers as names. */
    public static Dataset of(Dataset data, String file, Missing policy) {
        Table x = data.x();
        if (x.rows() == 0 || x.columns() == 0) {
            throw Fault.of("the matrix is empty")
                    .at(file)
                    .got(x.rows() + " rows, " + x.columns() + " columns")
                    .as(CoterieException.Kind.DATA);
        }
        Settled look = new Settled(data, file);
        if (x instanceof SparseTable sparse) {
            look.at(sparse);
        } else {
            look.at(x);
        }
        return look.settle(policy);
    }

    private Dataset settle(Missing policy) {
        List<Fault> faults = new ArrayList<>();
        if (!infinite.isEmpty()) {
            faults.add(Missing.infinite(infinite));
        }
        if (!missing.isEmpty() && policy == Missing.REJECT) {
            faults.add(Missing.rejected(missing));
        }
        int[] whole = IntStream.range(0, gaps.length).filter(i -> !gaps[i]).toArray();
        if (whole.length == 0 && policy == Missing.DROP) {
            faults.add(Missing.noRowLeft(missing).advise("data.missing = keep with the transform impute fills them"));
        }
        if (!faults.isEmpty()) {
            throw new CoterieException(CoterieException.Kind.DATA, faults, null);
        }
        return policy == Missing.DROP && whole.length < gaps.length ? data.select(whole) : data;
    }

    private void at(SparseTable x) {
        for (int i = 0; i < x.rows(); i++) {
            for (int e = x.start(i); e < x.start(i + 1); e++) {
                see(i, x.column(e), x.value(e));
            }
        }
    }

    private void at(Table x) {
        float[] row = new float[x.columns()];
        for (int i = 0; i < x.rows(); i++) {
            x.copyRow(i, row, 0);
            for (int j = 0; j < row.length; j++) {
                see(i, j, row[j]);
            }
        }
    }

    private void see(int i, int j, float value) {
        if (!Float.isFinite(value)) {
            (Float.isNaN(value) ? missing : infinite)
                    .add(i + 1L, data.features().names().get(j), Float.toString(value));
            gaps[i] = gaps[i] || Float.isNaN(value);
        }
    }
}

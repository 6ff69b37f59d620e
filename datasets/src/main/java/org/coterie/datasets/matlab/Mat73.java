package org.coterie.datasets.matlab;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.coterie.api.CoterieException;
import org.coterie.api.data.Table;
import org.coterie.datasets.files.Matrices;
import org.coterie.datasets.files.PartByPart;
import org.coterie.datasets.hdf5.Cells;
import org.coterie.datasets.hdf5.Hdf5;
import org.coterie.datasets.hdf5.Node;

/** Version 7.3: HDF5, in which MATLAB's matrices stand transposed, so that its columns are HDF5's rows. */
record Mat73(Hdf5 file, PartByPart reading) implements Variables {
    private static final Set<String> NUMERIC = Set.of(
            "double", "single", "int8", "uint8", "int16", "uint16", "int32", "uint32", "int64", "uint64", "logical");
    private static final String SPARSE = "MATLAB_sparse";

    @Override
    public List<Variable> list() {
        Node root = file.root();
        List<Variable> all = new ArrayList<>();
        for (String name : root.names()) {
            if (!name.startsWith("#")) {
                all.add(variable(name, root.need(name)));
            }
        }
        return all;
    }

    private static Variable variable(String name, Node node) {
        String kind = node.attributeText("MATLAB_class");
        boolean numeric = NUMERIC.contains(kind);
        if (node.isData() && node.attribute("MATLAB_empty").isEmpty()) {
            long[] shape = node.data().shape();
            return shape.length == 2
                    ? new Variable(name, kind, numeric, shape[1], shape[0])
                    : new Variable(name, kind + " of " + shape.length + " dimensions", false, 0, 0);
        }
        long[] rows = node.attribute(SPARSE).map(Cells::longs).orElse(new long[0]);
        if (node.isData() || rows.length != 1) {
            return new Variable(name, kind.isEmpty() ? "group" : kind, false, 0, 0);
        }
        long columns = node.need("jc").data().count() - 1;
        return new Variable(name, "sparse " + kind, numeric && columns >= 0, rows[0], columns);
    }

    @Override
    public Table read(Variable variable, boolean turned) {
        Node node = file.root().need(variable.name());
        int rows = Math.toIntExact(variable.rows());
        int columns = Math.toIntExact(variable.columns());
        if (node.isData()) {
            float[] values = node.data().floats();
            return turned ? Table.of(columns, rows, values) : Matrices.columnMajor(rows, columns, values);
        }
        long[] places = node.child("ir").map(ir -> ir.data().longs()).orElse(new long[0]);
        if (rows < 0 || rows > 100_000 + 1000L * places.length) {
            throw reading.damaged(rows + " rows with " + places.length + " entries")
                    .as(CoterieException.Kind.DATA);
        }
        float[] values = node.child("data").map(data -> data.data().floats()).orElse(new float[0]);
        return Matrices.compressed(reading.place(), rows, node.need("jc").data().longs(), places, values, turned);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}

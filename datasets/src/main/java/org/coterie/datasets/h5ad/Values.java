package org.coterie.datasets.h5ad;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.coterie.algorithms.Quote;
import org.coterie.api.CoterieException;
import org.coterie.api.Fault;
import org.coterie.api.data.Annotation;
import org.coterie.api.data.Numbers;
import org.coterie.api.data.Table;
import org.coterie.datasets.files.Names;
import org.coterie.datasets.files.PartByPart;
import org.coterie.datasets.hdf5.Cells;
import org.coterie.datasets.hdf5.DataSet;
import org.coterie.datasets.hdf5.Node;
import org.coterie.datasets.hdf5.Sparse;

/** A matrix of an AnnData file with the names of its columns. */
record Values(Table x, List<String> names) {

    /**
     * Reads the matrix of a setting.
     *
     * @param which {@code X}, {@code raw}, {@code layers/NAME} or {@code obsm/NAME}
     * @param rows the number of rows it must have
     */
    static Values of(PartByPart reading, Node root, String which, int rows) {
        String folder = which.contains("/") ? which.substring(0, which.indexOf('/')) : which;
        String name = which.substring(folder.equals(which) ? 0 : folder.length() + 1);
        if (folder.equals("obsm")) {
            return embedding(reading, root, name, rows);
        }
        boolean raw = which.equals("raw");
        Optional<Node> x = raw
                ? root.child("raw.X").or(() -> group(root, "raw").flatMap(g -> g.child("X")))
                : which.equals("X") ? root.child("X") : group(root, "layers").flatMap(g -> g.child(name));
        Node values = x.orElseThrow(() -> absent(reading, root, which));
        Node var = !raw
                ? root.need("var")
                : root.child("raw.var").orElseGet(() -> root.need("raw").need("var"));
        List<String> names = new Frame(root, var).index();
        return new Values(matrix(reading, values, rows, names.size()), names);
    }

    private static Optional<Node> group(Node root, String name) {
        return root.child(name).filter(node -> !node.isData());
    }

    /** The cells' places in some space: a matrix, a data frame, or before AnnData 0.7 a member of records. */
    private static Values embedding(PartByPart reading, Node root, String name, int rows) {
        Node obsm = root.child("obsm").orElseThrow(() -> absent(reading, root, "obsm/" + name));
        if (obsm.isData()) {
            Cells records = obsm.data().cells();
            if (!records.members().contains(name)) {
                throw absent(reading, root, "obsm/" + name);
            }
            Cells member = records.member(name);
            int width = member.width();
            require(reading, member.count(), rows);
            return new Values(Table.of(rows, width, member.floats()), Names.numbered(name, width));
        }
        Node values = obsm.child(name).orElseThrow(() -> absent(reading, root, "obsm/" + name));
        if (!values.isData() && format(values).isEmpty()) {
            return frame(reading, new Frame(root, values), name, rows);
        }
        int width = Math.toIntExact(shape(values)[1]);
        Table x = matrix(reading, values, rows, width);
        return new Values(x, Names.numbered(name, width));
    }

    /** Its columns of numbers. */
    private static Values frame(PartByPart reading, Frame frame, String name, int rows) {
        require(reading, frame.rows(), rows);
        List<String> names = new ArrayList<>();
        List<float[]> columns = new ArrayList<>();
        for (String column : frame.columns()) {
            Optional<Annotation> values = frame.column(column).annotation();
            if (values.isPresent() && values.get() instanceof Numbers numbers) {
                names.add(name + "/" + column);
                columns.add(numbers.of());
            }
        }
        float[] all = new float[Math.multiplyExact(rows, columns.size())];
        for (int j = 0; j < columns.size(); j++) {
            for (int i = 0; i < rows; i++) {
                all[i * columns.size() + j] = columns.get(j)[i];
            }
        }
        return new Values(Table.of(rows, columns.size(), all), names);
    }

    private static Table matrix(PartByPart reading, Node values, int rows, int width) {
        long[] shape = shape(values);
        if (shape.length == 1 && width == 1) {
            shape = new long[] {shape[0], 1};
        }
        if (shape.length != 2 || shape[0] != rows || shape[1] != width) {
            throw Fault.of("the matrix and its names differ in size")
                    .at(reading.place())
                    .got(join(shape))
                    .expected(rows + "×" + width + ", as obs and var have it")
                    .as(CoterieException.Kind.DATA);
        }
        if (values.isData()) {
            return Table.of(rows, width, values.data().floats());
        }
        String format = format(values);
        return switch (format) {
            case "csr" -> Sparse.read(reading.place(), values, rows, width, true);
            case "csc" -> Sparse.read(reading.place(), values, width, rows, false);
            default ->
                throw reading.damaged("a matrix of the kind " + Quote.of(format))
                        .as(CoterieException.Kind.DATA);
        };
    }

    /** {@code csr} or {@code csc}, in the words of either layout; empty where a group is no sparse matrix. */
    private static String format(Node group) {
        String now = group.attributeText("encoding-type");
        return now.endsWith("_matrix")
                ? now.substring(0, now.length() - "_matrix".length())
                : group.attributeText("h5sparse_format");
    }

    private static long[] shape(Node values) {
        if (values.isData()) {
            DataSet data = values.data();
            return data.shape();
        }
        long[] shape = values.attribute("shape")
                .or(() -> values.attribute("h5sparse_shape"))
                .map(Cells::longs)
                .orElse(new long[0]);
        // names are made for every column: a width that nothing in the file bears out is refused
        long most = 100_000
                + 1000
                        * values.child("indices")
                                .map(node -> node.data().count())
                                .orElse(0L);
        if (shape.length != 2 || shape[0] < 0 || shape[1] < 0 || shape[1] > most) {
            throw new IllegalArgumentException("a sparse matrix of the shape " + join(shape));
        }
        return shape;
    }

    private static void require(PartByPart reading, int got, int rows) {
        if (got != rows) {
            throw reading.damaged(got + " rows, and obs has " + rows).as(CoterieException.Kind.DATA);
        }
    }

    private static String join(long[] shape) {
        List<String> lengths = new ArrayList<>();
        for (long length : shape) {
            lengths.add(Long.toString(length));
        }
        return String.join("×", lengths);
    }

    private static CoterieException absent(PartByPart reading, Node root, String which) {
        List<String> there = new ArrayList<>();
        if (root.child("X").isPresent()) {
            there.add("X");
        }
        if (root.child("raw.X").isPresent()
                || group(root, "raw").flatMap(g -> g.child("X")).isPresent()) {
            there.add("raw");
        }
        for (String folder : List.of("layers", "obsm")) {
            root.child(folder).ifPresent(node -> {
                List<String> names = node.isData() ? node.data().cells().members() : node.names();
                names.forEach(name -> there.add(folder + "/" + name));
            });
        }
        reading.now("");
        return Fault.of("the file has no matrix " + Quote.of(which))
                .at(reading.place())
                .got(there.isEmpty() ? "no matrix at all" : Quote.list(there))
                .advise(there.isEmpty() ? "save it with values in X" : "data.matrix = \"" + there.get(0) + "\"")
                .as(CoterieException.Kind.DATA);
    }
}

package org.coterie.datasets.tenx;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.coterie.algorithms.Quote;
import org.coterie.api.CoterieException;
import org.coterie.api.Fault;
import org.coterie.api.Features;
import org.coterie.api.data.Dataset;
import org.coterie.api.data.Table;
import org.coterie.datasets.files.Fingerprint;
import org.coterie.datasets.files.Matrices;
import org.coterie.datasets.files.Names;
import org.coterie.datasets.files.PartByPart;
import org.coterie.datasets.hdf5.Hdf5;
import org.coterie.datasets.hdf5.Kind;
import org.coterie.datasets.hdf5.Node;
import org.coterie.datasets.hdf5.Sparse;

/**
 * Cell Ranger's HDF5 files. Version 3 has one group {@code matrix}, whose features may be of several genomes; version 2 has
 * a group for each genome. Genes are rows there and stored column by column, so their columns are our rows as they are.
 */
final class TenxH5 {

    private TenxH5() {}

    static Dataset read(TenxSettings settings, Path path, PartByPart reading) throws IOException {
        try (Hdf5 file = Hdf5.open(path, reading)) {
            Node root = file.root();
            Optional<Node> matrix = root.child("matrix").filter(Kind::isTenx);
            return matrix.isPresent()
                    ? version3(settings, path, reading, matrix.get())
                    : version2(settings, path, reading, root);
        }
    }

    private static Dataset version3(TenxSettings settings, Path path, PartByPart reading, Node matrix)
            throws IOException {
        Node features = matrix.need("features");
        List<String> ids = features.need("id").data().texts();
        List<String> symbols = features.need("name").data().texts();
        Dataset all = read(settings, path, reading, matrix, ids, symbols);
        if (settings.genome().isEmpty()) {
            return all;
        }
        List<String> genomes = features.need("genome").data().texts();
        if (!genomes.contains(settings.genome())) {
            throw unknown(
                    settings, reading, genomes.stream().distinct().sorted().toList());
        }
        int[] picked = IntStream.range(0, Math.min(ids.size(), genomes.size()))
                .filter(j -> genomes.get(j).equals(settings.genome()))
                .toArray();
        List<String> names = all.features().names();
        return all.with(
                Matrices.columns(all.x(), picked),
                Features.of(IntStream.of(picked).mapToObj(names::get).toList()));
    }

    private static Dataset version2(TenxSettings settings, Path path, PartByPart reading, Node root)
            throws IOException {
        List<String> genomes = root.names().stream()
                .filter(name -> Kind.isTenx(root.need(name)))
                .toList();
        reading.now("");
        if (genomes.isEmpty()) {
            throw Fault.of("the file holds no matrix of Cell Ranger")
                    .at(reading.place())
                    .got(Quote.list(root.names()))
                    .expected("a group with barcodes, data, indices, indptr and shape")
                    .as(CoterieException.Kind.DATA);
        }
        if (settings.genome().isEmpty() && genomes.size() > 1) {
            throw Fault.of("the file holds several genomes")
                    .at(reading.place())
                    .got(Quote.list(genomes))
                    .advise("data.genome = \"" + genomes.get(0) + "\"")
                    .as(CoterieException.Kind.DATA);
        }
        String genome = settings.genome().isEmpty() ? genomes.get(0) : settings.genome();
        if (!genomes.contains(genome)) {
            throw unknown(settings, reading, genomes);
        }
        Node matrix = root.need(genome);
        return read(
                settings,
                path,
                reading,
                matrix,
                matrix.need("genes").data().texts(),
                matrix.need("gene_names").data().texts());
    }

    private static CoterieException unknown(TenxSettings settings, PartByPart reading, List<String> genomes) {
        reading.now("");
        return Fault.of("the file has no such genome")
                .at(reading.place())
                .got(Quote.of(settings.genome()))
                .expected(Quote.list(genomes))
                .as(CoterieException.Kind.DATA);
    }

    private static Dataset read(
            TenxSettings settings, Path path, PartByPart reading, Node matrix, List<String> ids, List<String> symbols)
            throws IOException {
        List<String> barcodes = matrix.need("barcodes").data().texts();
        long[] shape = matrix.need("shape").data().longs();
        if (shape.length != 2 || shape[0] != ids.size() || shape[0] != symbols.size() || shape[1] != barcodes.size()) {
            throw reading.damaged(
                            "a shape that is not that of " + ids.size() + " genes and " + barcodes.size() + " cells")
                    .as(CoterieException.Kind.DATA);
        }
        reading.now(matrix.path());
        Table x = Sparse.read(reading.place(), matrix, barcodes.size(), ids.size(), true);
        return new Dataset(
                Names.plain(String.valueOf(path.getFileName()), "h5|hdf5"),
                x,
                Features.of(Names.unique(settings.names().of(ids, symbols))),
                barcodes,
                Optional.empty(),
                List.of(),
                List.of(Fingerprint.of(path)));
    }
}

package org.coterie.datasets.hdf5;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.coterie.api.CoterieException;
import org.coterie.datasets.files.PartByPart;

/** Which of the formats that may live in HDF5 or call themselves {@code .mat} a file is: one answer, so that no two claim it. */
public enum Kind {
    /** AnnData. */
    H5AD,
    /** Cell Ranger's matrices in HDF5. */
    TENX,
    /** MATLAB's files up to version 7.2, and those of 7.3, which are HDF5. */
    MATLAB,
    /** None of these. */
    OTHER;

    private static final List<String> TENX_ARRAYS = List.of("barcodes", "data", "indices", "indptr", "shape");

    /** The first bytes decide, then what is inside; a name counts where a file is too damaged to tell. */
    public static Kind of(Path file) {
        if (!Files.isRegularFile(file)) {
            return OTHER;
        }
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        if (matlab(file)) {
            return MATLAB;
        }
        Kind inside = Hdf5.recognises(file) ? inside(file) : OTHER;
        if (inside != OTHER) {
            return inside;
        }
        return name.endsWith(".h5ad") ? H5AD : name.endsWith(".mat") ? MATLAB : OTHER;
    }

    private static boolean matlab(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return new String(in.readNBytes(7), StandardCharsets.ISO_8859_1).equals("MATLAB ");
        } catch (IOException unreadable) {
            return false;
        }
    }

    private static Kind inside(Path file) {
        PartByPart reading = new PartByPart(String.valueOf(file.getFileName()));
        try {
            return reading.of(() -> {
                try (Hdf5 open = Hdf5.open(file, reading)) {
                    return inside(open.root());
                }
            });
        } catch (CoterieException damaged) {
            return OTHER;
        }
    }

    private static Kind inside(Node root) {
        List<String> names = root.names();
        if (names.contains("obs") && names.contains("var")
                || root.attributeText("encoding-type").equals("anndata")) {
            return H5AD;
        }
        return names.stream().anyMatch(name -> isTenx(root.need(name))) ? TENX : OTHER;
    }

    /** Whether a group holds a matrix of Cell Ranger, of either version. */
    public static boolean isTenx(Node group) {
        return !group.isData() && group.names().containsAll(TENX_ARRAYS);
    }
}

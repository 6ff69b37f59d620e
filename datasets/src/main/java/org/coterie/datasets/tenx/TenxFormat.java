package org.coterie.datasets.tenx;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.coterie.api.CoterieException;
import org.coterie.api.Fault;
import org.coterie.api.Features;
import org.coterie.api.Settings;
import org.coterie.api.data.DataFormat;
import org.coterie.api.data.Dataset;
import org.coterie.datasets.files.Matrices;
import org.coterie.datasets.files.Names;
import org.coterie.datasets.files.Origin;
import org.coterie.datasets.files.PartByPart;
import org.coterie.datasets.files.Settled;
import org.coterie.datasets.hdf5.Kind;

/**
 * Cells and genes as 10x Genomics' Cell Ranger writes them, {@code format = tenx}: HDF5 files and MatrixMarket folders of
 * version 2 and 3. Also any other MatrixMarket file.
 */
public final class TenxFormat implements DataFormat {

    /** For ServiceLoader. */
    public TenxFormat() {}

    @Override
    public String id() {
        return "tenx";
    }

    @Override
    public boolean recognises(Path file) {
        return Files.isDirectory(file)
                ? MtxFolder.matrixIn(file).isPresent()
                : Kind.of(file) == Kind.TENX || isMatrixMarket(file);
    }

    private static boolean isMatrixMarket(Path file) {
        if (!Files.isRegularFile(file)) {
            return false;
        }
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        if (name.endsWith(".mtx") || name.endsWith(".mtx.gz")) {
            return true;
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] first = in.readNBytes(2);
            boolean gzip = first.length == 2 && first[0] == 0x1f && first[1] == (byte) 0x8b;
            try (InputStream again = Files.newInputStream(file)) {
                InputStream plain = gzip ? new GZIPInputStream(again) : again;
                return new String(plain.readNBytes(14), StandardCharsets.ISO_8859_1).equals(Mtx.BANNER);
            }
        } catch (IOException unreadable) {
            return false;
        }
    }

    @Override
    public Opener settings(Settings in, Path folder) {
        TenxSettings settings = TenxSettings.read(in);
        return new Opener() {
            @Override
            public Dataset open() {
                return read(settings, folder.resolve(settings.file()), Optional.empty());
            }

            @Override
            public Dataset open(Path file, Features features) {
                return read(settings, file, Optional.of(features));
            }
        };
    }

    private static Dataset read(TenxSettings settings, Path path, Optional<Features> wanted) {
        Optional<Path> inFolder = Files.isDirectory(path) ? MtxFolder.matrixIn(path) : Optional.empty();
        if (Files.isDirectory(path) && inFolder.isEmpty()) {
            throw Fault.of("the folder holds no matrix")
                    .at(path.toString())
                    .expected("matrix.mtx or matrix.mtx.gz")
                    .as(CoterieException.Kind.DATA);
        }
        Path file = inFolder.orElse(path);
        String name = Origin.file(file).name();
        PartByPart reading = new PartByPart(name);
        Dataset all = reading.of(() -> Kind.of(file) == Kind.TENX || !isMatrixMarket(file)
                ? TenxH5.read(settings, file, reading)
                : MtxFolder.read(settings, file, reading));
        if (wanted.isPresent()) {
            int[] columns =
                    Names.find(name, all.features().names(), wanted.get().names());
            all = all.with(Matrices.columns(all.x(), columns), wanted.get());
        }
        return Settled.of(all, name, settings.missing());
    }
}

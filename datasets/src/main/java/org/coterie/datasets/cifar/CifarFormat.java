package org.coterie.datasets.cifar;

import java.nio.file.Path;
import java.util.regex.Pattern;
import org.coterie.api.Settings;
import org.coterie.api.data.DataFormat;

/**
 * The binary version of CIFAR-10 (Krizhevsky 2009), {@code format = cifar10}: records of a label byte and 32×32 pixels in
 * planes of red, green and blue.
 */
public final class CifarFormat implements DataFormat {
    private static final Pattern NAME = Pattern.compile(
            "(?i)(cifar-10.*binary.*(\\.tar\\.gz|\\.tgz|\\.tar)|(data_batch_[0-9]+|test_batch)\\.bin(\\.gz)?)");

    /** For ServiceLoader. */
    public CifarFormat() {}

    @Override
    public String id() {
        return "cifar10";
    }

    @Override
    public boolean recognises(Path file) {
        return NAME.matcher(String.valueOf(file.getFileName())).matches();
    }

    @Override
    public Opener settings(Settings in, Path folder) {
        CifarOpener opener = new CifarOpener(
                in.text("file"),
                in.texts("more"),
                in.choice("part", CifarOpener.Part.class),
                in.integer("first", 0, Integer.MAX_VALUE),
                folder);
        if (opener.file().isBlank() || opener.file().indexOf('\0') >= 0) {
            in.problem("file", "the name of a file", "for example file = \"cifar-10-binary.tar.gz\"");
        }
        return opener;
    }
}

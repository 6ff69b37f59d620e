package org.coterie.benchmarks;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** What becomes of files: one change to the copy of a model's folder, drawn from a seed. */
enum Damaging {
    /** One bit of one file. */
    FLIPPED_BIT {
        @Override
        void to(Path folder, Path other, SplittableRandom random) throws IOException {
            Path file = full(folder, random);
            byte[] bytes = Files.readAllBytes(file);
            bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
            Files.write(file, bytes);
        }
    },
    /** Some bytes written over. */
    OVERWRITTEN {
        @Override
        void to(Path folder, Path other, SplittableRandom random) throws IOException {
            Path file = full(folder, random);
            byte[] bytes = Files.readAllBytes(file);
            int from = random.nextInt(bytes.length);
            int to = Math.min(bytes.length, from + 1 + random.nextInt(512));
            byte[] noise = new byte[to - from];
            random.nextBytes(noise);
            System.arraycopy(noise, 0, bytes, from, noise.length);
            Files.write(file, bytes);
        }
    },
    /** The end of one file is gone. */
    CUT_OFF {
        @Override
        void to(Path folder, Path other, SplittableRandom random) throws IOException {
            Path file = full(folder, random);
            byte[] bytes = Files.readAllBytes(file);
            Files.write(file, Arrays.copyOf(bytes, random.nextInt(bytes.length)));
        }
    },
    /** One file has nothing in it. */
    EMPTIED {
        @Override
        void to(Path folder, Path other, SplittableRandom random) throws IOException {
            Files.write(full(folder, random), new byte[0]);
        }
    },
    /** One file is longer than it was. */
    GROWN {
        @Override
        void to(Path folder, Path other, SplittableRandom random) throws IOException {
            Path file = full(folder, random);
            byte[] bytes = Files.readAllBytes(file);
            Files.write(file, Arrays.copyOf(bytes, bytes.length + 1 + random.nextInt(100)));
        }
    },
    /** One file is not there. */
    MISSING {
        @Override
        void to(Path folder, Path other, SplittableRandom random) throws IOException {
            Files.delete(any(files(folder), random));
        }
    },
    /** Two files have changed places. */
    SWAPPED {
        @Override
        void to(Path folder, Path other, SplittableRandom random) throws IOException {
            List<Path> files = files(folder);
            Path one = any(files, random);
            files.remove(one);
            Path two = any(files, random);
            byte[] bytes = Files.readAllBytes(one);
            Files.write(one, Files.readAllBytes(two));
            Files.write(two, bytes);
        }
    },
    /** One file is another model's. */
    OF_ANOTHER {
        @Override
        void to(Path folder, Path other, SplittableRandom random) throws IOException {
            Path file = any(files(folder), random);
            Path theirs = other.resolve(folder.relativize(file));
            if (Files.exists(theirs)) {
                Files.write(file, Files.readAllBytes(theirs));
            } else {
                Files.delete(file);
            }
        }
    },
    /** A file that nobody recorded. */
    EXTRA {
        @Override
        void to(Path folder, Path other, SplittableRandom random) throws IOException {
            byte[] bytes = new byte[random.nextInt(50)];
            random.nextBytes(bytes);
            Path place = any(files(folder), random).resolveSibling("file-" + random.nextInt(100));
            Files.write(place, bytes);
        }
    },
    /** A link in the place of a file, to the very same bytes. */
    LINK {
        @Override
        void to(Path folder, Path other, SplittableRandom random) throws IOException {
            Path file = any(files(folder), random);
            Path moved = folder.resolveSibling("moved-" + folder.getFileName());
            Files.deleteIfExists(moved);
            Files.move(file, moved);
            Files.createSymbolicLink(file, moved.toAbsolutePath());
        }
    },
    /** A folder in the place of a file. */
    FOLDER {
        @Override
        void to(Path folder, Path other, SplittableRandom random) throws IOException {
            Path file = any(files(folder), random);
            Files.delete(file);
            Files.createDirectory(file);
        }
    };

    /** Does it. */
    abstract void to(Path folder, Path other, SplittableRandom random) throws IOException;

    /** The files below a folder, in order. */
    static List<Path> files(Path folder) throws IOException {
        List<Path> files = new ArrayList<>();
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                files.add(file);
                return FileVisitResult.CONTINUE;
            }
        });
        files.sort(Path::compareTo);
        return files;
    }

    private static Path any(List<Path> files, SplittableRandom random) {
        return files.get(random.nextInt(files.size()));
    }

    private static Path full(Path folder, SplittableRandom random) throws IOException {
        List<Path> files = files(folder);
        files.removeIf(file -> file.toFile().length() == 0 || !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS));
        return any(files, random);
    }
}

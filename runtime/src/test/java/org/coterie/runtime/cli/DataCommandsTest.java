package org.coterie.runtime.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands about data, with what is built in. */
class DataCommandsTest {
    private static final String FLOWERS = """
            species,island,length,width
            a,x,1.5,10
            a,y,2.5,20
            a,x,,30
            b,y,4.5,0
            b,x,5.5,50
            b,y,6.5,60
            """;

    @TempDir
    Path folder;

    private Path flowers() throws IOException {
        return Files.writeString(folder.resolve("flowers.csv"), FLOWERS);
    }

    private Spoken said(Object... arguments) {
        String[] texts = new String[arguments.length];
        for (int i = 0; i < texts.length; i++) {
            texts[i] = arguments[i].toString();
        }
        Spoken spoken = Spoken.by(texts);
        String here = folder + folder.getFileSystem().getSeparator();
        return new Spoken(
                spoken.code(), spoken.out().replace(here, ""), spoken.err().replace(here, ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"list", "fetch", "inspect", "convert"})
    void everyCommandHasHelpWithAnExampleOfItself(String command) {
        Spoken said = Spoken.by("data", command, "--help");
        assertThat(said.code()).isZero();
        assertThat(said.out()).contains("Usage: coterie data " + command, "Examples:\n  coterie data " + command);
        assertThat(said.out().lines()).allMatch(line -> line.length() <= 80);
    }

    @Test
    void withoutACommandItShowsTheHelpAsAnError() {
        assertThat(Spoken.by("data"))
                .isEqualTo(new Spoken(2, "", Spoken.by("data", "--help").out()));
    }

    @Test
    void aTableIsInspectedWithWhatItsFormatGuesses() throws IOException {
        assertThat(said("data", "inspect", flowers())).isEqualTo(new Spoken(0, """
                file        flowers.csv
                format      csv
                read with   ignore = [species, island], as they hold text
                read with   missing = keep, as some values are missing; drop leaves their rows out
                read with   label = species, as 2 values: looks like classes
                rows        6, without names
                columns     2: length, width
                values      0.0 to 60.0; 1 (8.3 %) zero; 1 (8.3 %) missing
                constant    no column
                classes     species, 2: a 3, b 3
                """, ""));
    }

    @Test
    void settingsStandAboveGuesses() throws IOException {
        assertThat(said(
                                "data",
                                "inspect",
                                flowers(),
                                "--set",
                                "missing=drop",
                                "--set",
                                "label=none",
                                "--set",
                                "id=species")
                        .out())
                .contains("rows        5: a, a, b, b, b\n", "classes     none known\n");
        assertThat(said("data", "inspect", flowers(), "--set", "labl=species").err())
                .contains("unknown key data.labl", "did you mean data.label?");
    }

    @Test
    void whatCannotBeReadIsSaid() throws IOException {
        assertThat(said("data", "inspect", folder.resolve("nowhere.csv")))
                .isEqualTo(new Spoken(3, "", "coterie: nowhere.csv: there is no such file\n"));
        Path odd = Files.writeString(folder.resolve("odd.xyz"), "?");
        assertThat(said("data", "inspect", odd).err())
                .startsWith("coterie: no installed format recognises this file\n");
    }

    @Test
    void aTableIsWrittenForNumPy() throws IOException {
        Path out = folder.resolve("out.npy");
        Spoken said = said("data", "convert", flowers(), out, "--set", "label=species");

        assertThat(said.code()).isZero();
        assertThat(said.out()).isEqualTo("6 rows of 2 features\n\nout.npy\nout.labels.csv\n");
        assertThat(said.err()).contains("read with ignore = [species, island]: they hold text\n");
        assertThat(folder.resolve("out.labels.csv")).hasContent("row,species\n1,a\n2,a\n3,a\n4,b\n5,b\n6,b\n");
        byte[] bytes = Files.readAllBytes(out);
        // numpy.lib.format, version 1.0: 10 bytes, then a dictionary that is padded to a multiple of 64
        assertThat(new String(bytes, 10, 118, StandardCharsets.US_ASCII).strip())
                .isEqualTo("{'descr': '<f4', 'fortran_order': False, 'shape': (6, 2), }");
        float[] values = new float[12];
        ByteBuffer.wrap(bytes, 128, 48)
                .order(ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer()
                .get(values);
        assertThat(values).containsExactly(1.5f, 10, 2.5f, 20, Float.NaN, 30, 4.5f, 0, 5.5f, 50, 6.5f, 60);
    }

    @Test
    void onlyNpyIsWritten() throws IOException {
        assertThat(said("data", "convert", flowers(), "out.csv").code()).isEqualTo(2);
    }

    @Test
    void aStarterExplainsWhatItSets() throws IOException {
        Path conf = folder.resolve("flowers.conf");
        assertThat(said("init", flowers(), conf))
                .isEqualTo(new Spoken(0, "6 rows of 2 features\n\nflowers.conf\n", ""));
        assertThat(conf).hasContent("""
                # A first configuration for flowers.csv: 6 rows, 2 columns.
                #
                #   coterie validate flowers.conf --data
                #   coterie run flowers.conf

                method = deepwak              # coterie methods lists what is installed
                seed = 0                      # same seed, same bits

                data {
                  file = "flowers.csv"        # relative to this file
                  format = csv                # auto asks the formats
                  ignore = [species, island]  # they hold text
                  missing = keep              # some values are missing; drop leaves their rows out
                  # label = species           # 2 values: looks like classes; only compared with, never shown
                }

                # Missing values get the mean of their column. Columns of different units come to one footing.
                transforms = [impute, z-score]

                deepwak {
                  k = 2                       # clusters: as many as species has values
                }
                """);
        assertThat(said("validate", conf, "--data"))
                .isEqualTo(new Spoken(
                        0,
                        "ok: flowers: deepwak (recommended), data csv, impute, z-score, seed 0;"
                                + " 6 rows of 2 features\n",
                        ""));
    }

    @Test
    void theLabelOfAStarterNeedsOnlyItsMarkTakenAway() throws IOException {
        Path conf = folder.resolve("flowers.conf");
        said("init", flowers(), conf);
        Files.writeString(conf, Files.readString(conf).replace("# label", "label"));
        assertThat(said("validate", conf, "--data").code()).isZero();
    }

    @Test
    void aStarterKeepsWhatTheUserSaid() throws IOException {
        Path conf = Files.createDirectories(folder.resolve("sub")).resolve("a.conf");
        said("init", flowers(), conf, "--set", "label=island", "--set", "missing=drop");
        assertThat(Files.readString(conf))
                .contains("file = \"../flowers.csv\"", "  label = island\n", "  missing = drop\n")
                .doesNotContain("# label", "impute");
        assertThat(said("validate", conf, "--data").code()).isZero();
    }

    @Test
    void aConfigurationThatIsThereIsNotReplaced() throws IOException {
        Path conf = Files.writeString(folder.resolve("flowers.conf"), "mine");
        Spoken said = said("init", flowers(), conf);
        assertThat(said.code()).isEqualTo(2);
        assertThat(said.err()).startsWith("coterie: flowers.conf: a file of that name is there already\n");
        assertThat(conf).hasContent("mine");
    }

    @Test
    void countsAndPicturesHaveTransformsOfTheirOwn() throws IOException {
        SplittableRandom random = new SplittableRandom(3);
        StringBuilder pixels = new StringBuilder();
        StringBuilder counts = new StringBuilder("g");
        for (int j = 1; j < 64; j++) {
            counts.append(",g").append(j);
        }
        for (int i = 0; i < 40; i++) {
            counts.append('\n');
            for (int j = 0; j < 64; j++) {
                pixels.append(j == 0 ? "" : ",").append(random.nextInt(256));
                counts.append(j == 0 ? "" : ",").append(Math.max(0, random.nextInt(9) - 5));
            }
            pixels.append('\n');
        }
        Path images = folder.resolve("images.conf");
        said("init", Files.writeString(folder.resolve("images.csv"), pixels), images);
        assertThat(Files.readString(images)).contains("# Pixels come to lie between 0 and 1.\ntransforms = [");
        Path cells = folder.resolve("cells.conf");
        said("init", Files.writeString(folder.resolve("cells.csv"), counts), cells);
        assertThat(Files.readString(cells)).contains("# Counts with many zeros", "k = 10 ");
        for (Path conf : new Path[] {images, cells}) {
            assertThat(said("validate", conf, "--data").err()).isEmpty();
        }
    }

    @Test
    void theCatalogueIsListedWithoutANetwork() {
        Spoken all = Spoken.by("data", "list");
        assertThat(all.code()).isZero();
        assertThat(all.out()).contains("To fetch\n  mnist ", "\nOnly a person can get\n  samusik ");
        Spoken one = Spoken.by("data", "list", "levine-32");
        assertThat(one.out())
                .contains(
                        "    checksum  git-blob:13064813387c7c045fce9fac2d039f803df4519d  verified\n",
                        "    bytes     not known\n",
                        "Levine_32dim_notransform.fcs  recalled\n");
        assertThat(Spoken.by("data", "list", "minst").err())
                .isEqualTo("coterie: no data set is called minst\n  try:      did you mean mnist?\n");
    }

    @Test
    void aDataSetIsFetchedFromAMirrorFolderAndOnlyIfItIsTheRightOne() throws IOException {
        Path mirror = Files.createDirectories(folder.resolve("mirror"));
        Files.writeString(mirror.resolve("colon.mat"), "not what it should be");
        Spoken said = said("data", "fetch", "colon", "--into", folder.resolve("data"), "--mirror", mirror);
        assertThat(said.code()).isEqualTo(3);
        assertThat(said.err()).contains("the mirror's file of that name is another one");

        String sum = "sha256:" + "0".repeat(64);
        Spoken checked = said("data", "fetch", "gisette", "--into", folder, "--checksum", sum, "--mirror", mirror);
        assertThat(checked.err()).contains("the mirror does not have this file");
    }

    @Test
    void aChecksumMayBeTheUsers() throws IOException {
        Path mirror = Files.createDirectories(folder.resolve("mirror"));
        Files.writeString(mirror.resolve("gisette.mat"), "abc");
        Spoken refused = said("data", "fetch", "gisette", "--into", folder.resolve("data"), "--mirror", mirror);
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err()).contains("nothing is known to check this file by", "--trust-unverified");

        // FIPS 180-2, appendix B.1: the digest of "abc"
        String sum = "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        Spoken fetched = said(
                "data", "fetch", "gisette", "--into", folder.resolve("data"), "--mirror", mirror, "--checksum", sum);
        assertThat(fetched.code()).isZero();
        assertThat(fetched.out()).isEqualTo("data/gisette/gisette.mat\n");
        assertThat(fetched.err()).isEqualTo("gisette.mat: fetched, 3 bytes\n");
        assertThat(said("data", "fetch", "gisette", "--into", folder.resolve("data"), "--checksum", sum)
                        .err())
                .isEqualTo("gisette.mat: is there already, 3 bytes\n");
        assertThat(said("data", "fetch", "gisette", "--checksum", "sha256:12").err())
                .startsWith("coterie: --checksum: not a checksum\n");
    }

    @Test
    void folderAndMirrorMayBeNamedByTheEnvironment() throws IOException {
        Path mirror = Files.createDirectories(folder.resolve("mirror"));
        Files.writeString(mirror.resolve("gisette.mat"), "abc");
        Map<String, String> env = Map.of(
                DataFetchCommand.MIRROR, mirror.toString(),
                DataFetchCommand.FOLDER, folder.resolve("data").toString());
        Spoken said = Spoken.by(new CommandModule(), env, "data", "fetch", "gisette", "--trust-unverified", "-q");
        assertThat(said).isEqualTo(new Spoken(0, folder.resolve("data/gisette/gisette.mat") + "\n", ""));
    }

    @Test
    void withoutAnEnvironmentTheFolderIsWhereDesktopsKeepWhatCanBeLoadedAgain() {
        Path home = Path.of(System.getProperty("user.home"));
        assertThat(DataFetchCommand.folder(new Shell(System.out, System.err, Map.of(), false)))
                .isEqualTo(home.resolve(".cache/coterie/data"));
        assertThat(DataFetchCommand.folder(
                        new Shell(System.out, System.err, Map.of("XDG_CACHE_HOME", folder.toString()), false)))
                .isEqualTo(folder.resolve("coterie/data"));
    }

    @Test
    void whatOnlyAPersonCanGetIsToldHow() {
        Spoken said = Spoken.by("data", "fetch", "samusik");
        assertThat(said.code()).isEqualTo(3);
        assertThat(said.err()).contains("only a person can get samusik", "FR-FCM-ZZPH", "Samusik_01");
    }
}

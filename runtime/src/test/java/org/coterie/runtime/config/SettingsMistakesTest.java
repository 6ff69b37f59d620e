package org.coterie.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A value that is not what it should be: the exact report. */
class SettingsMistakesTest {
    private static final String BASE = "method = heads\ndata { file = a.csv }\n";

    @TempDir
    Path folder;

    private String says(String text, String... overrides) {
        return new Workshop(folder).says(text, overrides);
    }

    @Test
    void aMisspeltKeyIsAnsweredWithTheNearestOne() {
        assertThat(says(BASE + "heads { kk = 3 }")).isEqualTo("""
                CONFIG
                run.conf:3: unknown key heads.kk
                  try:      did you mean heads.k?
                """);
    }

    @Test
    void aKeyOfAnotherSectionIsFoundThere() {
        assertThat(says(BASE + "heads { epochs = 3 }")).isEqualTo("""
                CONFIG
                run.conf:3: unknown key heads.epochs
                  try:      did you mean heads.training.epochs?
                """);
    }

    @Test
    void aMisspeltKeyInANestedSection() {
        assertThat(says(BASE + "heads { training { epoch = 3 } }")).isEqualTo("""
                CONFIG
                run.conf:3: unknown key heads.training.epoch
                  try:      did you mean heads.training.epochs?
                """);
    }

    @Test
    void aMisspeltKeyAtTheTop() {
        assertThat(says(BASE + "sed = 3")).isEqualTo("""
                CONFIG
                run.conf:3: unknown key sed
                  try:      did you mean seed?
                """);
    }

    @Test
    void anUnknownSectionWithoutANeighbourListsWhatThereIs() {
        assertThat(says(BASE + "zebra { a = 1 }")).isEqualTo("""
                CONFIG
                run.conf:3: unknown key zebra
                  expected: base, checkpoint, data, heads, method, name, preset, report, runs, seed, threads, transforms, vote or weights
                """);
    }

    @Test
    void anUnknownKeyOfTheData() {
        assertThat(says(BASE + "data { flie = b.csv }")).isEqualTo("""
                CONFIG
                run.conf:3: unknown key data.flie
                  try:      did you mean data.file?
                """);
    }

    @Test
    void anUnknownKeyOfTheCheckpoints() {
        assertThat(says(BASE + "checkpoint { every-second = 5 }")).isEqualTo("""
                CONFIG
                run.conf:3: unknown key checkpoint.every-second
                  try:      did you mean checkpoint.every-seconds?
                """);
    }

    @Test
    void aWholeNumberBelowItsRange() {
        assertThat(says(BASE + "heads { k = 1 }")).isEqualTo("""
                CONFIG
                run.conf:3: heads.k: out of range
                  got:      1
                  expected: a whole number from 2 to 10000
                """);
    }

    @Test
    void aWholeNumberBeyondAnyInteger() {
        assertThat(says(BASE + "heads { k = 99999999999 }")).isEqualTo("""
                CONFIG
                run.conf:3: heads.k: out of range
                  got:      99999999999
                  expected: a whole number from 2 to 10000
                """);
    }

    @Test
    void aFractionIsNoWholeNumber() {
        assertThat(says(BASE + "heads { k = 3.9 }")).isEqualTo("""
                CONFIG
                run.conf:3: heads.k: not a whole number
                  got:      3.9
                  expected: a whole number from 2 to 10000
                """);
    }

    @Test
    void aNumberInQuotesIsNoNumber() {
        assertThat(says(BASE + "heads { k = \"5\" }")).isEqualTo("""
                CONFIG
                run.conf:3: heads.k: not a whole number
                  got:      "5"
                  expected: a whole number from 2 to 10000
                  try:      write it without quotes: 5
                """);
    }

    @Test
    void aWordIsNoNumber() {
        assertThat(says(BASE + "heads { k = five }")).isEqualTo("""
                CONFIG
                run.conf:3: heads.k: not a whole number
                  got:      "five"
                  expected: a whole number from 2 to 10000
                """);
    }

    @Test
    void aDurationIsNoNumber() {
        assertThat(says(BASE + "checkpoint { every-seconds = 10 minutes }")).isEqualTo("""
                CONFIG
                run.conf:3: checkpoint.every-seconds: not a whole number
                  got:      "10 minutes"
                  expected: a whole number from 0 to 86400
                """);
    }

    @Test
    void notANumberIsNoNumber() {
        assertThat(says(BASE + "heads { training.rate = NaN }")).isEqualTo("""
                CONFIG
                run.conf:3: heads.training.rate: not a number
                  got:      "NaN"
                  expected: a number from 0 to 1
                """);
    }

    @Test
    void anInfiniteNumber() {
        assertThat(says(BASE + "heads { training.rate = 1e999 }")).isEqualTo("""
                CONFIG
                run.conf:3: heads.training.rate: out of range
                  got:      Infinity
                  expected: a number from 0 to 1
                """);
    }

    @Test
    void aSectionIsNoNumber() {
        assertThat(says(BASE + "heads { k { x = 1 } }")).isEqualTo("""
                CONFIG
                run.conf:3: heads.k: not a whole number
                  got:      {"x":1}
                  expected: a whole number from 2 to 10000
                """);
    }

    @Test
    void yesIsNotTrue() {
        assertThat(says(BASE + "heads { strict = yes }")).isEqualTo("""
                CONFIG
                run.conf:3: heads.strict: neither true nor false
                  got:      "yes"
                  expected: true or false
                """);
    }

    @Test
    void oneIsNotTrue() {
        assertThat(says(BASE + "heads { strict = 1 }")).isEqualTo("""
                CONFIG
                run.conf:3: heads.strict: neither true nor false
                  got:      1
                  expected: true or false
                """);
    }

    @Test
    void aNumberIsNoText() {
        assertThat(says(BASE + "heads { label = 5 }")).isEqualTo("""
                CONFIG
                run.conf:3: heads.label: not a text
                  got:      5
                  expected: a text
                  try:      write it in quotes: "5"
                """);
    }

    @Test
    void aMisspeltChoice() {
        assertThat(says(BASE + "heads { mask = top-varianc }")).isEqualTo("""
                CONFIG
                run.conf:3: heads.mask: not one of the choices
                  got:      "top-varianc"
                  expected: none or top-variance
                  try:      did you mean top-variance?
                """);
    }

    @Test
    void twoWrongElementsOfAList() {
        assertThat(says(BASE + "heads { widths = [1, 2.5, x] }")).isEqualTo("""
                CONFIG
                2 problems

                1) run.conf:3: heads.widths[1]: not a whole number
                     got:      2.5
                     expected: a list, each a whole number from 1 to 65536

                2) run.conf:3: heads.widths[2]: not a whole number
                     got:      "x"
                     expected: a list, each a whole number from 1 to 65536
                """);
    }

    @Test
    void aNumberIsNoList() {
        assertThat(says(BASE + "heads { widths = 3 }")).isEqualTo("""
                CONFIG
                run.conf:3: heads.widths: not a list
                  got:      3
                  expected: a list, each a whole number from 1 to 65536
                """);
    }

    @Test
    void aTextListWithANumber() {
        assertThat(says(BASE + "heads { columns = [a, 2] }")).isEqualTo("""
                CONFIG
                run.conf:3: heads.columns[1]: not a text
                  got:      2
                  expected: a list of texts
                  try:      write it in quotes: "2"
                """);
    }

    @Test
    void aNumberWhereASectionShouldBe() {
        assertThat(says(BASE + "heads { training = 3 }")).isEqualTo("""
                CONFIG
                run.conf:3: heads.training: a section is expected here
                  got:      3
                  expected: a section in braces { }
                """);
    }

    @Test
    void aNumberWhereTheMethodsSectionShouldBe() {
        assertThat(says(BASE + "heads = 3")).isEqualTo("""
                CONFIG
                run.conf:3: heads: a section is expected here
                  got:      3
                  expected: a section in braces { }
                """);
    }

    @Test
    void nullIsAMissingValue() {
        assertThat(says(BASE + "heads { k = null }")).isEqualTo("""
                CONFIG
                run.conf:3: heads.k is missing
                  expected: a whole number from 2 to 10000
                """);
    }

    @Test
    void valuesThatDoNotFitEachOther() {
        assertThat(says(BASE + "heads { k = 6000 }")).isEqualTo("""
                CONFIG
                run.conf:3: heads.k does not fit
                  got:      6000
                  expected: at most 5000 when strict
                  try:      set strict = false
                """);
    }

    @Test
    void whatACheckedRecordRefuses() {
        assertThat(says(BASE + "heads { training { epochs = 1, batch = 5000 } }"))
                .isEqualTo("""
                CONFIG
                run.conf:3: heads: a batch cannot be that large
                """);
    }

    @Test
    void aPresetTheMethodDoesNotHave() {
        assertThat(says("method = vote\ndata.file = x.csv\npreset = paper")).isEqualTo("""
                CONFIG
                run.conf:3: preset: vote has no such preset
                  got:      "paper"
                  expected: recommended
                """);
    }

    @Test
    void aMisspeltPreset() {
        assertThat(says(BASE + "preset = papr")).isEqualTo("""
                CONFIG
                run.conf:3: preset: heads has no such preset
                  got:      "papr"
                  expected: paper, published-code or recommended
                  try:      did you mean paper?
                """);
    }

    @Test
    void anUnknownMethod() {
        assertThat(says("method = head\ndata.file = a.csv\nheads { k = 1 }")).isEqualTo("""
                CONFIG
                2 problems

                1) run.conf:1: method: no such method is installed
                     got:      "head"
                     expected: heads or vote
                     try:      did you mean heads?

                2) run.conf:3: heads.k: out of range
                     got:      1
                     expected: a whole number from 2 to 10000
                """);
    }

    @Test
    void anUnknownMethodSparesItsSection() {
        assertThat(says("method = qqqqqq\ndata.file = a.csv\nqqqqqq { k = 1 }")).isEqualTo("""
                CONFIG
                run.conf:1: method: no such method is installed
                  got:      "qqqqqq"
                  expected: heads or vote
                """);
    }

    @Test
    void noMethodAndNoFile() {
        assertThat(says("seed = 3")).isEqualTo("""
                CONFIG
                2 problems

                1) run.conf: data.file is missing
                     expected: a text

                2) run.conf: method is missing
                     expected: heads or vote
                """);
    }

    @Test
    void anUnknownDataFormat() {
        assertThat(says(BASE + "data.format = cvs")).isEqualTo("""
                CONFIG
                run.conf:3: data.format: no such data format is installed
                  got:      "cvs"
                  expected: auto or csv
                  try:      did you mean csv?
                """);
    }

    @Test
    void wrongTransforms() {
        String text = BASE + "transforms = [ zscore, { type = impute, statistic = mode }, 3"
                + ", {x = 1}, {type = z-score, q = 3} ]";
        assertThat(says(text)).isEqualTo("""
                CONFIG
                5 problems

                1) run.conf:3: transforms[0].type: no such transform is installed
                     got:      "zscore"
                     expected: impute or z-score
                     try:      did you mean z-score?

                2) run.conf:3: transforms[1].statistic: not one of the choices
                     got:      "mode"
                     expected: mean or median

                3) run.conf:3: transforms[2].type: not a name
                     got:      3
                     expected: impute or z-score

                4) run.conf:3: transforms[3].type is missing
                     expected: impute or z-score

                5) run.conf:3: unknown key transforms[4].q
                     expected: type
                """);
    }

    @Test
    void transformsThatAreNoList() {
        assertThat(says(BASE + "transforms = z-score")).isEqualTo("""
                CONFIG
                run.conf:3: transforms: not a list
                  got:      "z-score"
                  expected: a list of transforms, such as [ z-score ]
                """);
    }

    @Test
    void aNameThatLeavesTheFolder() {
        assertThat(says(BASE + "name = \"../x\"")).isEqualTo("""
                CONFIG
                run.conf:3: name: no name for a folder
                  got:      "../x"
                  expected: 1 to 64 of A-Z, a-z, 0-9, dot, underscore and hyphen, the first a letter or digit
                """);
    }

    @Test
    void aNameThatIsADevice() {
        assertThat(says(BASE + "name = CON.csv")).isEqualTo("""
                CONFIG
                run.conf:3: name: no name for a folder
                  got:      "CON.csv"
                  expected: 1 to 64 of A-Z, a-z, 0-9, dot, underscore and hyphen, the first a letter or digit
                """);
    }

    @Test
    void anEmptyRunsFolder() {
        assertThat(says(BASE + "runs = \"\"")).isEqualTo("""
                CONFIG
                run.conf:3: runs: not a folder's name
                  got:      ""
                  expected: the path of a folder
                """);
    }

    @Test
    void threadsThatAreNeitherAutoNorANumber() {
        assertThat(says(BASE + "threads = many")).isEqualTo("""
                CONFIG
                run.conf:3: threads: not a whole number
                  got:      "many"
                  expected: auto, or a whole number from 1 to 1024
                """);
    }

    @Test
    void noThreads() {
        assertThat(says(BASE + "threads = 0")).isEqualTo("""
                CONFIG
                run.conf:3: threads: out of range
                  got:      0
                  expected: auto, or a whole number from 1 to 1024
                """);
    }

    @Test
    void membersOfAnEnsemble() {
        String text = "method = vote\ndata.file = x.csv\nvote { members = [\n"
                + "  { method = heads, k = 1 }\n"
                + "  { method = hedas }\n"
                + "  { method = heads, preset = paper, kk = 2 }\n"
                + "  { k = 3 }\n"
                + "  5\n] }";
        assertThat(says(text)).isEqualTo("""
                CONFIG
                5 problems

                1) run.conf:4: vote.members[0].k: out of range
                     got:      1
                     expected: a whole number from 2 to 10000

                2) run.conf:5: vote.members[1].method: no such method is installed
                     got:      "hedas"
                     expected: heads or vote
                     try:      did you mean heads?

                3) run.conf:6: unknown key vote.members[2].kk
                     try:      did you mean vote.members[2].k?

                4) run.conf:7: vote.members[3].method is missing
                     expected: heads or vote

                5) run.conf:8: vote.members[4]: a section is expected here
                     got:      5
                     expected: a list of sections in braces { }
                """);
    }

    @Test
    void theSectionOfAMethodThatIsNotChosenIsCheckedToo() {
        assertThat(says(BASE + "vote { share = 2 }")).isEqualTo("""
                CONFIG
                run.conf:3: vote.share: out of range
                  got:      2
                  expected: a number from 0 to 1
                """);
    }

    @Test
    void severalMistakesInTheOrderOfTheLines() {
        String text =
                BASE + "heads {\n" + "  k = 0\n" + "  training { rate = 7, epoch = 3 }\n}\nseed = -1\nthreads = 2.5";
        assertThat(says(text)).isEqualTo("""
                CONFIG
                5 problems

                1) run.conf:4: heads.k: out of range
                     got:      0
                     expected: a whole number from 2 to 10000

                2) run.conf:5: heads.training.rate: out of range
                     got:      7
                     expected: a number from 0 to 1

                3) run.conf:5: unknown key heads.training.epoch
                     try:      did you mean heads.training.epochs?

                4) run.conf:7: seed: out of range
                     got:      -1
                     expected: a whole number, at least 0

                5) run.conf:8: threads: not a whole number
                     got:      2.5
                     expected: auto, or a whole number from 1 to 1024
                """);
    }
}

package org.coterie.datasets.csv;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said about files that cannot be used; every message in full. */
class BadCsvTest {
    @TempDir
    Path folder;

    Csv csv;

    @BeforeEach
    void inAFolder() {
        csv = new Csv(folder);
    }

    @Test
    void aMissingFile() {
        csv.write("measures.csv", "a\n1\n");
        assertThat(Csv.message(() -> csv.opener("file = mesures.csv").open()))
                .isEqualTo(folder.resolve("mesures.csv") + ": no such file\n"
                        + "  try:      that folder has \"measures.csv\"");
        assertThat(Csv.message(() -> csv.opener("file = other.csv").open()))
                .isEqualTo(folder.resolve("other.csv") + ": no such file\n"
                        + "  try:      a relative path starts from the folder of the configuration");
        assertThat(Csv.message(() -> csv.opener("file = \"no/t.csv\"").open()))
                .isEqualTo(folder.resolve("no").resolve("t.csv") + ": no such file\n  try:      that folder does not"
                        + " exist; a relative path starts from the folder of the configuration");
        assertThat(Csv.message(() -> csv.opener("file = \".\"").open()))
                .isEqualTo(folder.resolve(".") + ": a folder where a file is needed");
    }

    @Test
    void anEmptyFile() {
        for (String nothing : new String[] {"", "\n\n", "\uFEFF", "  \n\t\n"}) {
            assertThat(csv.message(nothing, "")).isEqualTo("t.csv: the file is empty\n  expected: a line for each row");
        }
    }

    @Test
    void aHeaderOnly() {
        assertThat(csv.message("a,b\n", ""))
                .isEqualTo("t.csv: the file has column names but no rows\n"
                        + "  got:      \"a\", \"b\"\n"
                        + "  try:      if the first line is a row, set data.header = no");
    }

    @Test
    void aRaggedRow() {
        assertThat(csv.message("a,b\n1,2\n3\n4,5\n", ""))
                .isEqualTo("t.csv: a row has another number of values\n"
                        + "  got:      line 3 has 1\n"
                        + "  expected: 2 values, as in line 1\n"
                        + "  try:      put values that contain the separator in quotes, or name it in data.separator");
    }

    @Test
    void raggedRowsTogether() {
        assertThat(csv.message("1,2\n1\n1\n1\n1,2,3\n1\n1\n1\n", "separator = comma"))
                .startsWith("t.csv: rows differ in their number of values\n"
                        + "  got:      line 2 has 1; line 3 has 1; line 4 has 1; line 5 has 3; line 6 has 1;"
                        + " and 2 more\n");
    }

    @Test
    void textInANumberColumn() {
        assertThat(csv.message("a,b\n1,2\n3,4O\n", ""))
                .isEqualTo("t.csv, line 3, column \"b\": text in a number column\n"
                        + "  got:      \"4O\"\n"
                        + "  expected: numbers such as 3.14 or 1e-3\n"
                        + "  try:      data.ignore = [\"b\"] leaves these columns out; data.label names the column of"
                        + " classes; data.missing-tokens the cells that mean \"no value\"");
    }

    @Test
    void severalBadCellsTogether() {
        assertThat(csv.message("a,b,c\n1,u,Infinity\n2,v,-1e39\nw,NA,3\n4,x,4\n5,y,\n6,z,1\n", ""))
                .isEqualTo("""
                        3 problems

                        1) t.csv: text in a number column
                             got:      6 cells: "u" in line 2, column "b"; "v" in line 3, column "b"; "w" in line 4, \
                        column "a"; "x" in line 5, column "b"; "y" in line 6, column "b"; and 1 more
                             expected: numbers such as 3.14 or 1e-3
                             try:      data.ignore = ["b", "a"] leaves these columns out; data.label names the column \
                        of classes; data.missing-tokens the cells that mean "no value"

                        2) t.csv: a value is infinite or too large
                             got:      2 cells: "Infinity" in line 2, column "c"; "-1e39" in line 3, column "c"
                             expected: numbers within ±3.4e38
                             try:      mend the file, or name such cells in data.missing-tokens

                        3) t.csv: missing values
                             got:      2 cells: "NA" in line 4, column "b"; "" in line 6, column "c"
                             try:      data.missing = drop leaves these rows out; data.missing = keep with the \
                        transform impute fills them""");
    }

    @Test
    void namesInAFileTakenForOneWithoutNames() {
        assertThat(csv.message("a,2001,2002\n1,2,3\n", ""))
                .isEqualTo("t.csv, line 1, column \"x1\": text in a number column\n"
                        + "  got:      \"a\"\n"
                        + "  expected: numbers such as 3.14 or 1e-3\n"
                        + "  try:      data.header = yes, if the first line holds the names of the columns");
    }

    @Test
    void missingValuesWhereTheyAreRejected() {
        assertThat(csv.message("a,b\n1,NaN\n", ""))
                .isEqualTo("t.csv, line 2, column \"b\": missing values\n"
                        + "  got:      \"NaN\"\n"
                        + "  try:      data.missing = drop leaves these rows out; data.missing = keep with the"
                        + " transform impute fills them");
    }

    @Test
    void noRowLeft() {
        assertThat(csv.message("a,b\n1,NA\n2,NA\n", "missing = drop"))
                .isEqualTo("t.csv: every row has a missing value, so none is left\n"
                        + "  got:      2 cells: \"NA\" in line 2, column \"b\"; \"NA\" in line 3, column \"b\"\n"
                        + "  try:      leave the columns [\"b\"] out with data.ignore, or set data.missing = keep");
    }

    @Test
    void aNameTwice() {
        assertThat(csv.message("a,b,a\n1,2,3\n", ""))
                .isEqualTo("t.csv, first line: several columns have the same name\n"
                        + "  got:      \"a\"\n"
                        + "  expected: a name of its own for every column\n"
                        + "  try:      rename them in the file");
    }

    @Test
    void unknownColumnsTogether() {
        assertThat(csv.message("species,mass\nu,1\n", "label = specise, ignore = [7]"))
                .isEqualTo("""
                        2 problems

                        1) data.label: unknown column
                             got:      "specise"
                             expected: a column of t.csv: "species", "mass"
                             try:      did you mean "species"?

                        2) data.ignore: unknown column
                             got:      "7"
                             expected: a column of t.csv: "species", "mass\"""");
        assertThat(csv.message("1,2\n", "label = kind"))
                .isEqualTo("data.label: unknown column\n"
                        + "  got:      \"kind\"\n"
                        + "  expected: a column of t.csv: 1 to 2, the first line has no names");
    }

    @Test
    void columnsOfTwoRoles() {
        assertThat(csv.message("a,b\n1,2\n", "label = a, columns = [a, b, b]")).isEqualTo("""
                        2 problems

                        1) data.columns: the label's column cannot be clustered by
                             got:      "a"

                        2) data.columns: a column stands twice in the list
                             got:      "b\"""");
        assertThat(csv.message("a,b\n1,2\n", "label = a, id = first"))
                .isEqualTo("data.id: a column is both label and id\n"
                        + "  got:      \"a\"\n"
                        + "  expected: two columns of t.csv");
        assertThat(csv.message("a,b\n1,2\n", "label = a, ignore = [b]"))
                .isEqualTo("t.csv: no column is left to cluster by\n"
                        + "  got:      \"a\", \"b\"\n"
                        + "  try:      take a column out of data.ignore");
    }

    @Test
    void anOpenQuote() {
        assertThat(csv.message("a,b\n1,\"2\n3,4\n", ""))
                .startsWith("t.csv: the file is not CSV\n  got:      ")
                .endsWith("\n  try:      look for a quotation mark that is not closed;"
                        + " inside quotes it is written twice");
    }

    @Test
    void bytesThatAreNoText() {
        csv.write("latin.csv", "größe\n1\n".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(Csv.message(() -> csv.opener("file = latin.csv").open()))
                .isEqualTo("latin.csv: the file is not UTF-8 text\n  try:      save it as UTF-8");
        csv.write("sheet.csv", "PK\u0003\u0004abc");
        assertThat(Csv.message(() -> csv.opener("file = sheet.csv").open()))
                .isEqualTo("sheet.csv: a zip archive or spreadsheet, not a text file\n"
                        + "  try:      save the sheet as CSV (UTF-8)");
        csv.write("cut.csv.gz", new byte[] {0x1f, (byte) 0x8b, 8, 0, 0});
        assertThat(Csv.message(() -> csv.opener("file = cut.csv.gz").open()))
                .startsWith("cut.csv.gz: the compressed file is damaged");
    }

    @Test
    void strangeTextIsShownSafely() {
        assertThat(csv.message("a,b\n1,2\n3,\"\u001b[31m" + "y".repeat(100) + "\"\n", ""))
                .contains("got:      \"\uFFFD[31m" + "y".repeat(35) + "…\"");
    }
}

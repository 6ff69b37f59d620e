package org.coterie.datasets.csv;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.util.function.Function;
import java.util.zip.ZipException;
import org.coterie.api.CoterieException;
import org.coterie.api.Fault;
import org.coterie.api.data.Dataset;
import org.coterie.api.data.Source;
import org.coterie.datasets.csv.CsvSettings.Decimal;
import org.coterie.datasets.csv.CsvSettings.Separator;
import org.coterie.datasets.files.Fingerprint;
import org.coterie.datasets.files.Origin;
import org.coterie.datasets.files.Reading;
import org.coterie.datasets.files.Texts;

/**
 * One reading of one file: bytes to text to cells to rows.
 *
 * @param roles decides from the first line what the columns are used for
 */
record CsvTable(CsvSettings settings, Origin origin, Function<Head, Columns> roles) {

    Dataset read() {
        return Reading.of(origin.name(), () -> {
            try (Fingerprint stored = new Fingerprint(origin.bytes().open())) {
                return parse(stored, Texts.open(stored));
            } catch (EOFException e) {
                // text ends anywhere, so it was the packing that ended too early
                ZipException cut = new ZipException("it ends too early");
                cut.initCause(e);
                throw cut;
            } catch (CsvParseException e) {
                if (e.getCause() instanceof CoterieException told) {
                    throw told;
                }
                if (e.getCause() instanceof IOException io) {
                    throw io;
                }
                throw malformed(e);
            }
        });
    }

    private Dataset parse(Fingerprint stored, BufferedReader text) throws IOException {
        String head = Texts.head(text);
        if (head.startsWith("PK\u0003\u0004")) {
            throw Fault.of("a zip archive or spreadsheet, not a text file")
                    .at(origin.name())
                    .advise("save the sheet as CSV (UTF-8)")
                    .as(CoterieException.Kind.DATA);
        }
        if (head.isBlank() && head.length() < Texts.HEAD) {
            throw CsvRecords.empty(origin.name());
        }
        char separator = settings.separator() == Separator.AUTO
                ? Dialect.separator(head, settings.decimal() == Decimal.COMMA, settings.quote().mark)
                : settings.separator().mark;
        CsvRecords records = new CsvRecords(origin.name(), settings, roles);
        try (CsvReader<CsvRows> reader = CsvReader.builder()
                .fieldSeparator(separator)
                .quoteCharacter(settings.quote().mark)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .allowUnclosedQuote(false)
                .build(records, text)) {
            // gives no record, but has the handler take all of them
            reader.iterator().forEachRemaining(rows -> {});
            // before the reader is closed, and the stored bytes with it
            Source source = stored.source(origin.name());
            return records.rows().dataset(origin.shortName(), source);
        }
    }

    private CoterieException malformed(CsvParseException e) {
        return Fault.of("the file is not CSV")
                .at(origin.name())
                .got(e.getCause() == null ? reason(e) : reason(e) + " " + reason(e.getCause()))
                .advise("look for a quotation mark that is not closed; inside quotes it is written twice")
                .as(CoterieException.Kind.DATA, e);
    }

    private static String reason(Throwable e) {
        String message = e.getMessage();
        return message == null ? e.getClass().getSimpleName() : message;
    }
}

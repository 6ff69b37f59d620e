package org.coterie.datasets.csv;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.CsvRecordHandler;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.util.Iterator;
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
import org.coterie.datasets.files.Texts;

/**
 * One reading of one file: bytes to text to records to rows.
 *
 * @param roles decides from the first line what the columns are used for
 */
record CsvTable(CsvSettings settings, Origin origin, Function<Head, Columns> roles) {
    private static final int MOST_COLUMNS = 1 << 20;

    Dataset read() {
        try (Fingerprint stored = new Fingerprint(origin.bytes().open())) {
            return parse(stored, Texts.open(stored));
        } catch (IOException e) {
            throw unreadable(e);
        } catch (UncheckedIOException e) {
            throw unreadable(e.getCause());
        } catch (CsvParseException e) {
            throw e.getCause() instanceof IOException io ? unreadable(io) : malformed(e);
        }
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
            throw empty();
        }
        char separator = settings.separator() == Separator.AUTO
                ? Dialect.separator(head, settings.decimal() == Decimal.COMMA)
                : settings.separator().mark;
        CsvRecordHandler handler = CsvRecordHandler.of(b -> b.maxFields(MOST_COLUMNS));
        try (CsvReader<CsvRecord> reader = CsvReader.builder()
                .fieldSeparator(separator)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .allowUnclosedQuote(false)
                .build(handler, text)) {
            Iterator<CsvRecord> records = reader.iterator();
            CsvRecord first = first(records);
            Head names = Head.of(origin.name(), first.getFields(), settings);
            CsvRows rows = new CsvRows(settings, names, roles.apply(names), first.getStartingLineNumber());
            if (!names.named()) {
                rows.add(first);
            }
            while (records.hasNext()) {
                CsvRecord row = records.next();
                if (!blank(row)) {
                    rows.add(row);
                }
            }
            // before the reader is closed, and the stored bytes with it
            Source source = stored.source(origin.name());
            return rows.dataset(origin.shortName(), source);
        }
    }

    private CsvRecord first(Iterator<CsvRecord> records) {
        while (records.hasNext()) {
            CsvRecord record = records.next();
            if (!blank(record)) {
                return record;
            }
        }
        throw empty();
    }

    private CoterieException empty() {
        return Fault.of("the file is empty")
                .at(origin.name())
                .expected("a line for each row")
                .as(CoterieException.Kind.DATA);
    }

    private static boolean blank(CsvRecord record) {
        return record.getFieldCount() == 1 && record.getField(0).isBlank();
    }

    private CoterieException unreadable(IOException e) {
        Fault fault;
        if (e instanceof CharacterCodingException) {
            fault = Fault.of("the file is not UTF-8 text").advise("save it as UTF-8");
        } else if (e instanceof EOFException || e instanceof ZipException) {
            fault = Fault.of("the compressed file is damaged").got(reason(e));
        } else {
            fault = Fault.of("the file cannot be read").got(reason(e));
        }
        return fault.at(origin.name()).as(CoterieException.Kind.DATA, e);
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

package org.coterie.runtime.config.hocon;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigUtil;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.coterie.api.CoterieException;
import org.coterie.api.Fault;

/**
 * A look at the text of one file before HOCON parses it: nesting that would overflow the parser's stack, brackets and
 * quotes that do not close (the parser's own words for them mislead), keys set twice (which HOCON keeps silently) and
 * {@code ${?x}} (which vanishes silently). Linear in the text.
 */
final class Scan {
    static final int DEEPEST = 64;
    static final int SUBSTITUTIONS = 256;
    private static final int LONGEST_KEY = 1000;
    /** HOCON joins the pieces of a value one by one, in time quadratic in their number. */
    private static final int HEAVIEST_VALUE = 10_000;

    private static final int PIECE = 10;

    private record Level(char open, int line, String prefix, int depth, int weight) {}

    private final String text;
    private final String source;
    private final Problems problems;
    private final Deque<Level> levels = new ArrayDeque<>();
    private final Map<String, Integer> assigned = new HashMap<>();
    private final List<String> includes = new ArrayList<>();
    private final StringBuilder key = new StringBuilder();
    private boolean inValue;
    private String path = "";
    private int pathDepth;
    private int elements;
    private int substitutions;
    private int weight;
    private int at;
    private int line = 1;

    private Scan(String text, String source, Problems problems) {
        this.text = text;
        this.source = source;
        this.problems = problems;
    }

    /** Scans a file; throws what must not reach the parser, remembers the rest in {@code problems}. */
    static Scan of(String text, String source, Problems problems) {
        Scan scan = new Scan(text, source, problems);
        scan.run();
        return scan;
    }

    /** How many substitutions the text holds. */
    int substitutions() {
        return substitutions;
    }

    /** The line of the include statement that names {@code what}; 0 if it cannot be told. */
    int lineOfInclude(String what) {
        for (int i = 0; i + 1 < includes.size(); i += 2) {
            if (includes.get(i).contains(what)) {
                return Integer.parseInt(includes.get(i + 1));
            }
        }
        return 0;
    }

    private void run() {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '#' || text.startsWith("//", at)) {
                skipComment();
            } else if (c == '"') {
                quoted();
            } else if (text.startsWith("${", at)) {
                substitution();
            } else {
                step(c);
                at++;
            }
        }
        endOfField();
        if (!levels.isEmpty()) {
            Level open = levels.peek();
            throw fatal(open.line(), Fault.of("this " + open.open() + " is never closed"));
        }
    }

    private void step(char c) {
        switch (c) {
            case '{', '[' -> open(c);
            case '}', ']' -> close(c);
            case ',' -> endOfField();
            case '\n' -> {
                if (fieldEndsHere()) {
                    endOfField();
                }
                line++;
            }
            case '=', ':' -> separator();
            default -> append(c);
        }
    }

    /** A line ends a value that has begun, an element, a statement; not a key whose value stands on the next line. */
    private boolean fieldEndsHere() {
        if (inList() || key.length() > LONGEST_KEY) {
            return true;
        }
        String begun = key.toString().strip();
        return inValue ? !begun.isEmpty() : begun.isEmpty() || begun.startsWith("include");
    }

    private void append(char c) {
        key.append(c);
        weigh(1);
    }

    private void weigh(int more) {
        weight += more;
        if (weight > HEAVIEST_VALUE) {
            throw fatal(
                    line,
                    Fault.of("a value is made of too many pieces")
                            .expected("a text in quotes, or a list")
                            .advise("look for a missing comma"));
        }
    }

    private boolean inList() {
        return !levels.isEmpty() && levels.peek().open() == '[';
    }

    private void separator() {
        if (inValue || inList()) {
            append('=');
            return;
        }
        boolean appends = key.length() > 0 && key.charAt(key.length() - 1) == '+';
        if (appends) {
            key.setLength(key.length() - 1);
        }
        readPath();
        inValue = true;
        key.setLength(0);
        weight = 0;
        int next = nextSignificant();
        boolean merges = appends || next < 0 || text.charAt(next) == '{' || text.charAt(next) == '$';
        if (!merges) {
            assign();
        }
    }

    private void readPath() {
        String raw = key.toString().strip();
        long dots = raw.chars().filter(c -> c == '.').count();
        pathDepth = (int) Math.min(dots + 1, Integer.MAX_VALUE);
        tooDeep(depth() + pathDepth);
        try {
            path = prefix() + ConfigUtil.joinPath(ConfigUtil.splitPath(raw));
        } catch (ConfigException unreadable) {
            path = "";
        }
    }

    private void assign() {
        if (path.isEmpty()) {
            return;
        }
        Integer before = assigned.putIfAbsent(path, line);
        if (before != null) {
            problems.add(
                    new Place(source, line),
                    Fault.of(path + " is set twice")
                            .expected("each key once in a file")
                            .advise("remove this line or line " + before));
        }
    }

    private int nextSignificant() {
        for (int i = at + 1; i < text.length(); i++) {
            if (!Character.isWhitespace(text.charAt(i))) {
                return i;
            }
        }
        return -1;
    }

    private void open(char c) {
        String prefix;
        int deeper = 1;
        if (c == '{' && !inValue && !inList()) {
            if (key.toString().isBlank()) {
                prefix = prefix();
            } else {
                readPath();
                prefix = path + ".";
                deeper = pathDepth;
            }
        } else if (inValue && c == '{' && !path.isEmpty()) {
            prefix = path + ".";
            deeper = pathDepth;
        } else {
            prefix = prefix() + path + "[" + elements++ + "].";
        }
        int depth = depth() + deeper;
        tooDeep(depth);
        levels.push(new Level(c, line, prefix, depth, weight));
        inValue = false;
        weight = 0;
        path = "";
        key.setLength(0);
    }

    private void close(char c) {
        char wanted = c == '}' ? '{' : '[';
        if (levels.isEmpty() || levels.peek().open() != wanted) {
            throw fatal(line, Fault.of("this " + c + " closes nothing"));
        }
        endOfField();
        weight = levels.pop().weight();
        weigh(PIECE);
        // what follows on the line continues the value that has just been closed
        inValue = true;
        key.append(c);
    }

    private void endOfField() {
        String statement = key.toString().strip();
        if (!inValue && statement.startsWith("include")) {
            includes.add(statement);
            includes.add(Integer.toString(line));
        }
        inValue = false;
        path = "";
        key.setLength(0);
        weight = 0;
    }

    private void skipComment() {
        int end = text.indexOf('\n', at);
        at = end < 0 ? text.length() : end;
    }

    private void quoted() {
        boolean triple = text.startsWith("\"\"\"", at);
        int end = triple ? text.indexOf("\"\"\"", at + 3) : endOfQuote(at + 1);
        if (end < 0) {
            throw fatal(line, Fault.of("a text in quotes does not end" + (triple ? "" : " on its line")));
        }
        end += triple ? 3 : 1;
        while (triple && end < text.length() && text.charAt(end) == '"') {
            end++;
        }
        key.append(text, at, end);
        weigh(PIECE);
        line += (int) text.substring(at, end).chars().filter(c -> c == '\n').count();
        at = end;
    }

    private int endOfQuote(int from) {
        for (int i = from; i < text.length() && text.charAt(i) != '\n'; i++) {
            if (text.charAt(i) == '\\') {
                i++;
            } else if (text.charAt(i) == '"') {
                return i;
            }
        }
        return -1;
    }

    private void substitution() {
        int end = text.indexOf('}', at);
        if (end < 0 || text.substring(at, end).contains("\n")) {
            throw fatal(line, Fault.of("a ${ without its }"));
        }
        String inner = text.substring(at + 2, end);
        tooDeep((int) inner.chars().filter(c -> c == '.').count());
        if (inner.startsWith("?")) {
            problems.add(
                    new Place(source, line),
                    Fault.of("an optional substitution would vanish silently")
                            .got("${" + inner + "}")
                            .advise("name a key of this file, without the question mark;"
                                    + " environment variables are not read"));
        }
        if (++substitutions > SUBSTITUTIONS) {
            throw fatal(line, Fault.of("too many substitutions").expected("at most " + SUBSTITUTIONS));
        }
        key.append(text, at, end + 1);
        weigh(PIECE);
        at = end + 1;
    }

    private int depth() {
        return levels.isEmpty() ? 0 : levels.peek().depth();
    }

    private String prefix() {
        return levels.isEmpty() ? "" : levels.peek().prefix();
    }

    private void tooDeep(int depth) {
        if (depth > DEEPEST) {
            throw fatal(line, Fault.of("sections are nested too deeply").expected("at most " + DEEPEST + " levels"));
        }
    }

    private CoterieException fatal(int atLine, Fault fault) {
        return fault.at(new Place(source, atLine).toString()).as(CoterieException.Kind.CONFIG);
    }
}

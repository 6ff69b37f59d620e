package org.coterie.model.store;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.ReadOnlyFileSystemException;
import java.util.Locale;
import org.coterie.api.CoterieException;
import org.coterie.api.CoterieException.Kind;
import org.coterie.api.Fault;

/** Turns what the operating system says into faults a reader can act on. */
public final class IoFaults {

    private IoFaults() {}

    /** A {@code BUSY} fault: something could not be written, moved, locked or deleted. */
    public static CoterieException cannotWrite(Path where, Exception cause) {
        return fault("cannot be written", where, cause).as(Kind.BUSY, cause);
    }

    /** An {@code ARTIFACT} fault: something could not be read. */
    public static CoterieException cannotRead(Path where, Exception cause) {
        return fault("cannot be read", where, cause).as(Kind.ARTIFACT, cause);
    }

    private static Fault fault(String what, Path where, Exception cause) {
        Fault fault = Fault.of(what).at(where.toString());
        if (cause instanceof AccessDeniedException) {
            return fault.got("permission denied")
                    .advise("check the owner and the permissions of the file and its folder");
        }
        if (cause instanceof ReadOnlyFileSystemException) {
            return readOnly(fault);
        }
        if (cause instanceof NoSuchFileException) {
            return fault.got("no such file or folder")
                    .advise("check the path, and whether something removed it meanwhile");
        }
        if (cause instanceof NotDirectoryException) {
            return fault.got("a file where a folder was expected").advise("name a folder, or move the file away");
        }
        if (cause instanceof FileAlreadyExistsException || cause instanceof DirectoryNotEmptyException) {
            return fault.got("something else of that name").advise("move it away, or choose another name");
        }
        if (cause instanceof FileSystemLoopException) {
            return fault.got("a loop of symbolic links").advise("remove the link");
        }
        return bySystemMessage(fault, reason(cause));
    }

    /** The rest reaches Java as text only; it is English unless the C library was translated, then it is quoted. */
    private static Fault bySystemMessage(Fault fault, String reason) {
        String text = reason.toLowerCase(Locale.ROOT);
        if (text.contains("no space left") || text.contains("not enough space") || text.contains("quota")) {
            return fault.got("disk full").advise("free some space or choose another folder, then resume");
        }
        if (text.contains("read-only")) {
            return readOnly(fault);
        }
        if (text.contains("not a directory")) {
            return fault.got("a file where a folder was expected").advise("name a folder, or move the file away");
        }
        if (text.contains("is a directory")) {
            return fault.got("a folder where a file was expected").advise("name a file, or move the folder away");
        }
        if (text.contains("permission denied") || text.contains("not permitted")) {
            return fault.got("permission denied")
                    .advise("check the owner and the permissions of the file and its folder");
        }
        if (text.contains("name too long")) {
            return fault.got("a path that is too long").advise("choose a shorter name");
        }
        if (text.contains("too many open files")) {
            return fault.got("too many open files").advise("raise the limit (ulimit -n)");
        }
        return fault.got(reason);
    }

    private static Fault readOnly(Fault fault) {
        return fault.got("a read-only file system").advise("choose a folder that can be written");
    }

    private static String reason(Exception cause) {
        if (cause instanceof FileSystemException system && system.getReason() != null) {
            return system.getReason();
        }
        String message = cause.getMessage();
        String kind = cause instanceof IOException
                ? "an input/output error"
                : cause.getClass().getSimpleName();
        return message == null ? kind : message;
    }
}

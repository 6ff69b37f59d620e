package org.coterie.api.data;

/**
 * Where bytes came from, for the provenance of a run.
 *
 * @param name file name or resource name, without folders of the machine
 * @param bytes length of the file as stored
 * @param sha256 hexadecimal SHA-256 of the file as stored
 */
public record Source(String name, long bytes, String sha256) {}

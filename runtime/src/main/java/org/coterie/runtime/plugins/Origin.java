package org.coterie.runtime.plugins;

/**
 * Where something installed comes from.
 *
 * @param module its module, or its jar where it has no name
 * @param version the version the module names; empty where it names none
 * @param where {@code built in}, or the name of the jar or folder in the plugin folder
 */
public record Origin(String module, String version, String where) {
    static final String BUILT_IN = "built in";

    static Origin of(Class<?> type, String where) {
        Module module = type.getModule();
        if (!module.isNamed()) {
            return new Origin(ReferenceFile.nameOfCode(type), "", where);
        }
        String version = module.getDescriptor().rawVersion().orElse("");
        return new Origin(module.getName(), version, where);
    }

    @Override
    public String toString() {
        return module + (version.isEmpty() ? "" : " " + version) + " (" + where + ")";
    }
}

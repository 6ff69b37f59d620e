package org.coterie.runtime.config;

import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.coterie.api.CoterieException;
import org.coterie.api.Fault;
import org.coterie.runtime.config.hocon.Place;
import org.coterie.runtime.config.hocon.Problems;
import org.coterie.runtime.plugins.Installed;
import org.coterie.runtime.plugins.InstalledMethod;

/** A method without a configuration file: what its presets say, and whether its code reads what its file documents. */
public final class MethodDefaults {
    private static final ConfigObject NOTHING = ConfigFactory.empty().root();

    private MethodDefaults() {}

    /**
     * A method with the settings of a preset. Throws {@code CONFIG} if the method has no such preset, or a setting that
     * has no default.
     */
    public static MethodChoice<?> of(InstalledMethod method, String preset) {
        if (!method.presets().contains(preset)) {
            throw Fault.of(method.id() + " has no such preset")
                    .got(preset)
                    .expected(Expected.oneOf(method.presets()))
                    .as(CoterieException.Kind.CONFIG);
        }
        Problems problems = new Problems(method.id());
        ConfigSettings top = top(problems);
        var choice = new MethodReader(Installed.of().build()).settings(method, preset, method.id(), NOTHING, top);
        problems.throwIfAny();
        return choice.orElseThrow();
    }

    /** The keys of a method's {@code reference.conf}, presets included, that its code never reads. */
    public static Set<String> unread(InstalledMethod method) {
        Set<String> unread = new TreeSet<>();
        for (String preset : method.presets()) {
            Problems ignored = new Problems(method.id());
            ConfigSettings top = top(ignored);
            ConfigObject all = method.defaults(preset);
            new MethodReader(Installed.of().build()).settings(method, preset, method.id(), all, top);
            unread.addAll(new UnknownKeys(top.report(), List.of()).unread(all, method.id()));
        }
        return unread;
    }

    private static ConfigSettings top(Problems problems) {
        return new ConfigSettings(new Report(problems), "", NOTHING, NOTHING, Place.of("the defaults"));
    }
}

package org.coterie.runtime.run;

import com.google.inject.AbstractModule;
import java.time.InstantSource;
import org.coterie.runtime.plugins.Installed;

/** How runs are composed. */
public final class RunsModule extends AbstractModule {
    private final Installed installed;

    /** With what is installed. */
    public RunsModule(Installed installed) {
        this.installed = installed;
    }

    @Override
    protected void configure() {
        bind(Installed.class).toInstance(installed);
        bind(InstantSource.class).toInstance(InstantSource.system());
        bind(Evaluation.class).toInstance(new Evaluation());
        bind(Runs.class);
    }
}

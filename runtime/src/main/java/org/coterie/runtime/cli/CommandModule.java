package org.coterie.runtime.cli;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import java.nio.file.Path;
import java.util.Optional;
import org.coterie.runtime.config.RunConfigReader;
import org.coterie.runtime.plugins.Installed;
import org.coterie.runtime.run.Runs;

/**
 * How the commands are composed. What is installed depends on an option, so commands take providers and ask them when
 * they are called, after the arguments were read.
 */
final class CommandModule extends AbstractModule {

    @Override
    protected void configure() {
        bind(PluginsFolder.class).in(Singleton.class);
    }

    @Provides
    @Singleton
    Installed installed(PluginsFolder plugins) {
        Optional<Path> folder = plugins.find();
        return folder.isPresent() ? Installed.with(folder.get()) : Installed.builtIn();
    }

    @Provides
    RunConfigReader reader(Installed installed) {
        return new RunConfigReader(installed);
    }

    @Provides
    Runs runs(Installed installed) {
        return Runs.with(installed);
    }
}

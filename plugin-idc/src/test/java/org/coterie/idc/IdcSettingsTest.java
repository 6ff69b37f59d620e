package org.coterie.idc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.coterie.api.Clock;
import org.coterie.api.CoterieException;
import org.coterie.api.Features;
import org.coterie.api.Schedule;
import org.coterie.testing.HoconSettings;
import org.junit.jupiter.api.Test;

class IdcSettingsTest {
    private static final Config SECTION = ConfigFactory.parseResources(IdcSettingsTest.class, "/reference.conf")
            .getConfig("methods.idc");

    private static IdcSettings read(Config config, Set<String> keys, List<String> problems) {
        return new IdcMethod().settings(new HoconSettings(config, "", keys, problems));
    }

    @Test
    void whatTheFileSaysIsWhatCodeHasAndEveryKeyIsRead() {
        TreeSet<String> keys = new TreeSet<>();
        List<String> problems = new ArrayList<>();
        Config own = SECTION.withoutPath("presets");
        assertThat(read(own, keys, problems)).isEqualTo(IdcSettings.of(10));
        assertThat(problems).isEmpty();
        assertThat(keys)
                .isEqualTo(
                        own.entrySet().stream().map(Map.Entry::getKey).collect(Collectors.toCollection(TreeSet::new)));
        assertThat(new IdcMethod().about()).endsWith(".");
    }

    @Test
    void thePresetsAreWithoutContradictions() {
        for (String preset : List.of("paper", "published-code")) {
            List<String> problems = new ArrayList<>();
            IdcSettings settings = read(
                    SECTION.getConfig("presets." + preset).withFallback(SECTION).withoutPath("presets"),
                    new TreeSet<>(),
                    problems);
            assertThat(problems).as(preset).isEmpty();
            assertThat(settings.training().boundary()).isEqualTo(Training.Boundary.MOVING);
            assertThat(settings.sizes().gates()).isZero();
        }
    }

    @Test
    void whatDoesNotFitTogetherIsToldByItsKey() {
        List<String> problems = new ArrayList<>();
        read(
                ConfigFactory.parseString("boundary = moving, global-gates-from = 3")
                        .withFallback(SECTION),
                new TreeSet<>(),
                problems);
        assertThat(problems).hasSize(2);
        assertThat(problems.get(0)).startsWith("boundary: expected recalibrated");
        assertThat(problems.get(1)).startsWith("global-gates-from: expected 0");
        problems.clear();
        read(
                ConfigFactory.parseString("networks { image = [32], filters = [] }")
                        .withFallback(SECTION),
                new TreeSet<>(),
                problems);
        assertThat(problems).hasSize(2);
        assertThat(problems.get(0)).startsWith("networks.image: expected height and width");
        assertThat(problems.get(1)).startsWith("networks.filters: expected at least one");
    }

    @Test
    void settingsFromCodeAreChecked() {
        assertThatThrownBy(() -> IdcSettings.of(1))
                .isInstanceOfSatisfying(
                        CoterieException.class, e -> assertThat(e.kind()).isEqualTo(CoterieException.Kind.CONFIG))
                .hasMessageContaining("2 to 10000");
        assertThatThrownBy(() -> Training.defaults().batch(1)).hasMessageContaining("batch");
        assertThatThrownBy(() -> Training.defaults().epochs(0, 1, 1)).hasMessageContaining("open-epochs");
    }

    @Test
    void partsThatDoNotMeetAreRefused() {
        Idc ten = IdcSettings.of(3).architecture(Features.of(10));
        Idc nine = IdcSettings.of(3).architecture(Features.of(9));
        assertThatThrownBy(() -> new Idc(ten.encoder(), nine.decoder(), ten.gating(), ten.head(), ten.auxiliary()))
                .hasMessageContaining("decoder");
        assertThatThrownBy(() -> new Idc(ten.encoder(), ten.decoder(), nine.gating(), ten.head(), ten.auxiliary()))
                .hasMessageContaining("gating");
    }

    @Test
    void theRegulariserRisesAsInTheAuthorsCode() {
        // their epochs 0 to 10 are open, 11 to 300 gated
        Schedule ramp = FirstStage.ramp(new Training.Epochs(11, 290, 400, 0), 1);
        double[] expected = {2.93386e-5, 0.0462123, 0.5, 0.9284286, 1};
        int[] epochs = {11, 50, 155, 250, 300};
        for (int i = 0; i < epochs.length; i++) {
            assertThat(ramp.at(new Epoch(epochs[i]))).isCloseTo(expected[i], within(1e-7));
        }
    }

    private record Epoch(long epoch) implements Clock {
        @Override
        public long step() {
            return 0;
        }

        @Override
        public long stageStep() {
            return 0;
        }

        @Override
        public long stageSteps() {
            return 1;
        }

        @Override
        public int stepsPerEpoch() {
            return 1;
        }

        @Override
        public long updates() {
            return 0;
        }
    }
}

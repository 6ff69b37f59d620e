package org.coterie.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The resolved configuration holds every key and gives the same run from any folder. */
class ResolvedTest {
    @TempDir
    Path folder;

    @Test
    void everyKeyIsWrittenInFixedOrder() {
        RunConfig run = new Workshop(folder)
                .read("heads.k = 4\nmethod = heads\ntransforms = [impute]\ndata { file = a.csv }\nvote.share = 0.1\n");

        assertThat(run.resolved().replace(folder.toString(), "FOLDER")).isEqualTo("""
                # Every key of this run; read again it gives the same run.
                name = "run"
                seed = 0
                method = "heads"
                preset = "recommended"
                threads = "auto"
                runs = "runs"
                base = "FOLDER"
                data = {
                    "drop" : [],
                    "file" : "a.csv",
                    "format" : "csv",
                    "label" : null,
                    "separator" : ","
                }
                transforms = [
                    {
                        "at-most" : 0.5,
                        "statistic" : "mean",
                        "type" : "impute"
                    }
                ]
                checkpoint = {
                    "every-epochs" : 0,
                    "every-seconds" : 60,
                    "keep" : 3
                }
                report = {
                    "enabled" : true,
                    "figures" : true,
                    "image" : [],
                    "map" : "umap",
                    "points" : 5000
                }
                heads = {
                    "columns" : [],
                    "k" : 4,
                    "label" : null,
                    "mask" : "none",
                    "strict" : true,
                    "training" : {
                        "batch" : 256,
                        "epochs" : 500,
                        "rate" : 0.001
                    },
                    "widths" : [
                        128,
                        128
                    ]
                }
                """);
    }

    @Test
    void readFromARunsFolderItGivesTheSameRun() {
        Workshop workshop = new Workshop(folder);
        RunConfig run = workshop.read("""
                name = "a.b", seed = 3, method = heads, preset = published-code, threads = 2
                data { file = ../x/a.csv, label = "quoted \\" label" }
                transforms = [ z-score, { type = impute, at-most = 0.25 } ]
                heads { k = 4, training { rate = 1e-3 } }
                """, "checkpoint.keep=9");

        RunConfig again = new RunConfigReader(Fakes.installed())
                .read(workshop.file("runs/a.b/resolved.conf", run.resolved()), List.of());

        assertThat(again.resolved()).isEqualTo(run.resolved());
        assertThat(again.method().settings()).isEqualTo(run.method().settings());
        assertThat(again.method().preset()).isEqualTo("published-code");
        assertThat(again.data()).isEqualTo(run.data());
        assertThat(again.base()).isEqualTo(run.base());
        assertThat(again.checkpoints()).isEqualTo(run.checkpoints());
        assertThat(again.name()).isEqualTo("a.b");
        assertThat(again.threads()).isEqualTo(2);
    }

    @Test
    void membersOfAnEnsembleAreWrittenOut() {
        Workshop workshop = new Workshop(folder);
        RunConfig run = workshop.read("""
                method = vote, data.file = a.csv
                vote { members = [ { method = vote, members = [ { method = heads, preset = paper } ] } ] }
                """);

        RunConfig again =
                new RunConfigReader(Fakes.installed()).read(workshop.file("run/run.conf", run.resolved()), List.of());

        assertThat(run.resolved()).contains("\"epochs\" : 1000", "\"preset\" : \"paper\"");
        assertThat(again.resolved()).isEqualTo(run.resolved());
    }

    @Test
    void anOverrideOfAResolvedConfigurationStillCounts() {
        Workshop workshop = new Workshop(folder);
        RunConfig run = workshop.read("method = heads\ndata.file = a.csv\n");

        assertThat(workshop.read(run.resolved(), "seed=5").seed()).isEqualTo(5);
    }
}

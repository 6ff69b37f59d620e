package org.coterie.runtime.report;

import java.util.Optional;
import org.coterie.runtime.config.ReportOptions;

/**
 * All a report is made of.
 *
 * @param name the name of the run's folder
 * @param method what is known of the method and its settings
 * @param facts scores, sizes, versions
 * @param history how training went
 * @param assigned the clusters of all rows
 * @param resolved the configuration
 * @param material data and model, where they are at hand
 * @param missing why they are not; empty where they are
 * @param options what is wanted
 */
record Evidence(
        String name,
        MethodFacts method,
        Facts facts,
        History history,
        Assigned assigned,
        String resolved,
        Optional<Material> material,
        String missing,
        ReportOptions options) {}

package dev.millrace.server.builds.view;

import dev.millrace.engine.state.Failure;
import dev.millrace.engine.why.Place;

/** Why a part of a build did not succeed. */
public record Fault(Place place, Failure failure) {}

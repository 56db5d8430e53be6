package dev.millrace.server.builds.arbiters;

import dev.millrace.server.builds.BuildStore;

/** Keeps builds and arbiters in one place, so that what one commit holds is there or not. */
public interface JointStore extends BuildStore, ArbiterStore {}

package dev.millrace.server.builds.sqlite;

import dev.millrace.server.builds.StoredBuilds;
import dev.millrace.server.builds.arbiters.StoredArbiters;

/** All that a file keeps of builds and of what decides between them, to look at. */
public interface StoredRecords extends StoredBuilds, StoredArbiters {}

package dev.millrace.server.builds.sql;

import dev.millrace.server.builds.StoredBuilds;
import dev.millrace.server.builds.arbiters.StoredArbiters;

/** All that is kept of builds and of what decides between them, to look at. */
public interface StoredRecords extends StoredBuilds, StoredArbiters {}

package io.quartermaster.model.topology.desk;

import io.quartermaster.model.topology.run.NodeKey;

/// One time a node does its work.
public record Turn(NodeKey node, int pass, int attempt) {}

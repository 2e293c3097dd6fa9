package io.quartermaster.app.zones;

import io.quartermaster.app.platform.Texts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import javafx.geometry.Bounds;
import javafx.geometry.Orientation;
import javafx.geometry.Point2D;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Pane;
import org.jspecify.annotations.Nullable;

/// The picture: every cell a card, every move an arrow. Dragging from card to card draws a move. FX thread only.
///
/// Cards lie in rows by name. When there are many, those with a standing move come first, so that its arrow is short.
final class CellMap extends Pane {
    private static final double GAP_X = 72;
    private static final double GAP_Y = 48;
    private static final double EDGE = 20;
    private static final int MANY = 12;

    private record Drawn(String from, String to, SwitchArrow arrow) {}

    private final Texts texts;
    private final BiConsumer<String, String> draw;
    private final Map<String, CellCard> cards = new LinkedHashMap<>();
    private final List<Drawn> arrows = new ArrayList<>();
    private final SwitchArrow pulled = new SwitchArrow(SwitchArrow.Kind.DRAFT);
    private List<Cell> cells = List.of();
    private @Nullable CellCard pulledFrom;

    /// @param draw told the two zones of an arrow that was drawn
    CellMap(Texts texts, BiConsumer<String, String> draw) {
        this.texts = texts;
        this.draw = draw;
        setId("cell-map");
        getStyleClass().add("cell-map");
        pulled.setVisible(false);
        addEventHandler(MouseEvent.MOUSE_DRAGGED, this::pull);
        addEventHandler(MouseEvent.MOUSE_RELEASED, this::release);
    }

    /// Shows the cells; cards of cells that did not change stay.
    void showCells(List<Cell> now, Map<String, String> standing) {
        List<Cell> ordered = order(now, standing);
        if (!ordered.equals(cells)) {
            cells = ordered;
            redress();
        }
    }

    /// Makes all cards anew, in another language.
    void redress() {
        cards.clear();
        cells.forEach(cell -> cards.put(cell.zone(), new CellCard(cell, texts)));
        getChildren().setAll(cards.values());
        arrows.forEach(each -> getChildren().add(each.arrow()));
        getChildren().add(pulled);
        requestLayout();
    }

    /// Shows what stands and what the draft would make of it.
    void showMoves(Map<String, String> standing, List<Move> draft) {
        getChildren().removeAll(arrows.stream().map(Drawn::arrow).toList());
        arrows.clear();
        for (Move move : draft) {
            boolean stands = move.to().equals(standing.get(move.from()));
            add(move.from(), move.to(), stands ? SwitchArrow.Kind.STANDS : SwitchArrow.Kind.DRAFT);
        }
        standing.forEach((from, to) -> {
            if (!draft.contains(new Move(from, to))) {
                add(from, to, SwitchArrow.Kind.GOING);
            }
        });
        cards.values()
                .forEach(card -> card.show(
                        draft.stream().anyMatch(move -> move.from().equals(card.zone())),
                        draft.stream().anyMatch(move -> move.to().equals(card.zone()))));
        requestLayout();
    }

    @Override
    public Orientation getContentBias() {
        return Orientation.HORIZONTAL;
    }

    @Override
    protected double computePrefHeight(double width) {
        int columns = columns(width < 0 ? getWidth() : width);
        int rows = Math.max(1, (cards.size() + columns - 1) / columns);
        return 2 * EDGE + rows * CellCard.HEIGHT + rows * GAP_Y;
    }

    @Override
    protected double computePrefWidth(double height) {
        return 2 * EDGE + CellCard.WIDTH;
    }

    @Override
    protected double computeMinWidth(double height) {
        return 2 * EDGE + CellCard.WIDTH;
    }

    @Override
    protected void layoutChildren() {
        int columns = columns(getWidth());
        int index = 0;
        for (CellCard card : cards.values()) {
            double x = EDGE + (index % columns) * (CellCard.WIDTH + GAP_X);
            double y = EDGE + (double) (index / columns) * (CellCard.HEIGHT + GAP_Y);
            card.resizeRelocate(x, y, CellCard.WIDTH, CellCard.HEIGHT);
            index++;
        }
        List<String> order = List.copyOf(cards.keySet());
        for (Drawn each : arrows) {
            CellCard from = cards.get(each.from());
            CellCard to = cards.get(each.to());
            each.arrow().setVisible(from != null && to != null && from != to);
            if (from != null && to != null && from != to) {
                boolean neighbours = Math.abs(order.indexOf(each.from()) - order.indexOf(each.to())) == 1;
                each.arrow().connect(from.getBoundsInParent(), to.getBoundsInParent(), neighbours);
            }
        }
    }

    private int columns(double width) {
        return Math.max(1, (int) ((width - 2 * EDGE + GAP_X) / (CellCard.WIDTH + GAP_X)));
    }

    private void add(String from, String to, SwitchArrow.Kind kind) {
        Drawn drawn = new Drawn(from, to, new SwitchArrow(kind));
        arrows.add(drawn);
        getChildren().add(drawn.arrow());
    }

    private static List<Cell> order(List<Cell> cells, Map<String, String> standing) {
        if (cells.size() <= MANY) {
            return cells;
        }
        Set<String> first = new LinkedHashSet<>();
        standing.forEach((from, to) -> {
            first.add(from);
            first.add(to);
        });
        List<Cell> ordered = new ArrayList<>();
        first.forEach(
                zone -> cells.stream().filter(cell -> cell.zone().equals(zone)).forEach(ordered::add));
        cells.stream().filter(cell -> !first.contains(cell.zone())).forEach(ordered::add);
        return ordered;
    }

    private void pull(MouseEvent event) {
        Point2D mouse = new Point2D(event.getX(), event.getY());
        if (pulledFrom == null) {
            pulledFrom = cardOf(event).orElse(null);
        }
        if (pulledFrom != null) {
            Bounds from = pulledFrom.getBoundsInParent();
            pulled.pull(from, mouse);
            pulled.setVisible(!from.contains(mouse));
            CellCard start = pulledFrom;
            cards.values()
                    .forEach(card ->
                            card.aim(card != start && card.getBoundsInParent().contains(mouse)));
            event.consume();
        }
    }

    private void release(MouseEvent event) {
        CellCard from = pulledFrom;
        pulledFrom = null;
        pulled.setVisible(false);
        cards.values().forEach(card -> card.aim(false));
        if (from != null) {
            cards.values().stream()
                    .filter(card -> card != from && card.getBoundsInParent().contains(event.getX(), event.getY()))
                    .findFirst()
                    .ifPresent(card -> draw.accept(from.zone(), card.zone()));
        }
    }

    private Optional<CellCard> cardOf(MouseEvent event) {
        return cards.values().stream()
                .filter(card -> event.getTarget() instanceof javafx.scene.Node node && isInside(node, card))
                .findFirst();
    }

    private static boolean isInside(javafx.scene.Node node, CellCard card) {
        for (javafx.scene.Node each = node; each != null; each = each.getParent()) {
            if (each == card) {
                return true;
            }
        }
        return false;
    }
}

package io.quartermaster.app.graph;

import io.quartermaster.app.graph.Placement.Box;
import io.quartermaster.app.graph.Placement.Point;
import io.quartermaster.app.platform.Texts;
import io.quartermaster.model.topology.Edge;
import io.quartermaster.model.topology.Node;
import io.quartermaster.model.topology.Part;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// A picture as lines and words, in the colours of the theme. FX thread only.
final class Svg {
    private final Picture picture;
    private final Ink ink;
    private final Texts texts;
    private final StringBuilder out = new StringBuilder();

    Svg(Picture picture, Ink ink, Texts texts) {
        this.picture = picture;
        this.ink = ink;
        this.texts = texts;
    }

    String write() {
        Placement placement = picture.placement();
        Box all = placement.bounds();
        add(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"%.0f %.0f %.0f %.0f\" font-family=\"sans-serif\">%n",
                all.x(), all.y(), all.width(), all.height());
        add(
                "<rect x=\"%.0f\" y=\"%.0f\" width=\"%.0f\" height=\"%.0f\" fill=\"%s\"/>%n",
                all.x(), all.y(), all.width(), all.height(), ink.web("surface"));
        for (Edge edge : picture.topology().edges()) {
            edge(edge, placement.route(edge));
        }
        for (Node node : picture.topology().nodes()) {
            Box box = placement.box(node.id());
            if (box != null) {
                node(node, box);
            }
        }
        return out.append("</svg>\n").toString();
    }

    private void edge(Edge edge, List<Point> route) {
        if (route.isEmpty()) {
            return;
        }
        String points = route.stream()
                .map(point -> String.format(Locale.ROOT, "%.1f,%.1f", point.x(), point.y()))
                .collect(Collectors.joining(" "));
        Point end = route.getLast();
        add("<polyline points=\"%s\" fill=\"none\" stroke=\"%s\"/>%n", points, ink.web("faint"));
        add("<path d=\"M%.1f %.1fl-8 -4.5v9z\" fill=\"%s\"/>%n", end.x(), end.y(), ink.web("faint"));
        if (edge.when() != null) {
            words(texts.get("graph.answer." + edge.when()), end.x() - 34, end.y() - 5, "middle", 11, "muted");
        }
    }

    private void node(Node node, Box box) {
        Look look = Look.of(node);
        boolean work = node.part() instanceof Part.Work;
        boolean round = node.part() instanceof Part.Start || node.part() instanceof Part.End;
        if (work || round) {
            add(
                    "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" rx=\"%.0f\" fill=\"%s\" stroke=\"%s\"/>%n",
                    box.x(),
                    box.y(),
                    box.width(),
                    box.height(),
                    round ? box.width() / 2 : 5,
                    ink.web(look.token() + "-soft"),
                    ink.web("line-strong"));
        } else {
            add(
                    "<path d=\"M%.1f %.1fL%.1f %.1fL%.1f %.1fL%.1f %.1fz\" fill=\"%s\" stroke=\"%s\"/>%n",
                    box.x(),
                    box.centreY(),
                    box.centreX(),
                    box.y(),
                    box.right(),
                    box.centreY(),
                    box.centreX(),
                    box.bottom(),
                    ink.web("sunken"),
                    ink.web("line-strong"));
        }
        String kind = texts.get(look.word());
        if (node.part() instanceof Part.Work done) {
            words(node.name(), box.x() + 12, box.y() + 20, "start", 13, "text");
            words(kind + " · " + picture.job(done), box.x() + 12, box.y() + 38, "start", 11, "muted");
        } else {
            words(round ? kind : Painter.caption(node, texts), box.centreX(), box.bottom() + 14, "middle", 11, "muted");
        }
    }

    private void words(String words, double x, double y, String anchor, int size, String token) {
        add(
                "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" font-size=\"%d\" fill=\"%s\">%s</text>%n",
                x, y, anchor, size, ink.web(token), escaped(words));
    }

    private static String escaped(String words) {
        return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private void add(String format, Object... args) {
        out.append(String.format(Locale.ROOT, format, args));
    }
}

package io.quartermaster.app.graph;

import java.util.LinkedHashMap;
import java.util.Map;
import javafx.scene.text.Font;
import javafx.scene.text.Text;

/// Cuts words to a width. Measuring is dear, so what was cut is remembered. FX thread only.
public final class Fitting {
    private static final int REMEMBERED = 8_000;

    private record Asked(String words, Font font, double width) {}

    private static final Map<Asked, String> CUT = new LinkedHashMap<>(256, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Asked, String> eldest) {
            return size() > REMEMBERED;
        }
    };
    private static final Text MEASURE = new Text();

    private Fitting() {}

    public static String cut(String words, Font font, double width) {
        return CUT.computeIfAbsent(new Asked(words, font, width), Fitting::measured);
    }

    private static String measured(Asked asked) {
        MEASURE.setFont(asked.font());
        if (width(asked.words()) <= asked.width()) {
            return asked.words();
        }
        int fits = 0;
        int over = asked.words().length();
        while (over - fits > 1) {
            int middle = (fits + over) / 2;
            if (width(asked.words().substring(0, middle) + "…") <= asked.width()) {
                fits = middle;
            } else {
                over = middle;
            }
        }
        return asked.words().substring(0, fits) + "…";
    }

    private static double width(String words) {
        MEASURE.setText(words);
        return MEASURE.getLayoutBounds().getWidth();
    }
}

package org.coterie.algorithms;

/**
 * UMAP's similarity in the map, 1/(1 + a·d^2b), fitted by least squares to 1 up to {@code minDist} and
 * exp(−(d − minDist)/spread) beyond, at 300 distances from 0 to 3·spread as in the authors' code; by Gauss and Newton's
 * steps in log a and log b, damped as Levenberg does.
 */
record Curve(double a, double b) {
    private static final int POINTS = 300;

    static Curve of(double minDist, double spread) {
        double[] x = new double[POINTS];
        double[] y = new double[POINTS];
        for (int i = 0; i < POINTS; i++) {
            x[i] = 3 * spread * i / (POINTS - 1);
            y[i] = x[i] < minDist ? 1 : Math.exp(-(x[i] - minDist) / spread);
        }
        double p = -2 * Math.log(spread);
        double q = 0;
        double damping = 1e-3;
        double error = error(x, y, p, q);
        for (int step = 0; step < 500 && damping < 1e12; step++) {
            double pp = 0;
            double pq = 0;
            double qq = 0;
            double pr = 0;
            double qr = 0;
            for (int i = 1; i < POINTS; i++) {
                double f = value(x[i], p, q);
                double dp = -f * (1 - f);
                double dq = dp * 2 * Math.exp(q) * Math.log(x[i]);
                pp += dp * dp;
                pq += dp * dq;
                qq += dq * dq;
                pr += dp * (y[i] - f);
                qr += dq * (y[i] - f);
            }
            double u = pp * (1 + damping);
            double w = qq * (1 + damping);
            double determinant = u * w - pq * pq;
            double nextP = p + (w * pr - pq * qr) / determinant;
            double nextQ = q + (u * qr - pq * pr) / determinant;
            double nextError = error(x, y, nextP, nextQ);
            if (nextError < error) {
                p = nextP;
                q = nextQ;
                error = nextError;
                damping /= 10;
            } else {
                damping *= 10;
            }
        }
        return new Curve(Math.exp(p), Math.exp(q));
    }

    private static double error(double[] x, double[] y, double p, double q) {
        double sum = 0;
        for (int i = 0; i < POINTS; i++) {
            double miss = y[i] - value(x[i], p, q);
            sum += miss * miss;
        }
        return sum;
    }

    private static double value(double x, double p, double q) {
        return 1 / (1 + Math.exp(p) * Math.pow(x, 2 * Math.exp(q)));
    }
}

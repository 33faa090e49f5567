"use strict";
koujing.charts.start(document);

;; Finds the lines that hold one of some words, or what may be a code, and counts all lines, 16 bytes at a time.
;; `scripts/build-line-finder.ts` compiles this into line-finder.wasm.ts; fast-line-finder.ts fills the memory and reads the results.
;;
;; Of every word three bytes that follow one another are its window, the rarest it has. The words are dealt into eight buckets, a bit each.
;; Tables tell for the halves of each byte of a window in which buckets they stand there, so that a few instructions tell for 16 places at
;; once in which buckets a window may begin; only there are words compared. The last bucket is that of the codes, where they are asked for.
;;
;; Memory:     0   the tables, 16 bytes each: low and high half of the first byte, of the second, low half of the third
;;            96   for each bucket and behind the last, as i32, where its words begin in what follows
;;           256   words, 12 bytes each: how far its window is from its start, its length, where its characters are. Length 0: codes
;;          4096   the characters of the words
;;          8192   hits, 16 bytes each: start of line, end of line, lines before it, place of the word
;;         73744   the text; an LF stands before it, zeros behind it
(module
  (memory (export "memory") 20)
  (global $lines (export "lines") (mut i32) (i32.const 0))
  (global $position (export "position") (mut i32) (i32.const 0))
  (global $loneCr (export "loneCr") (mut i32) (i32.const 0))

  ;; Whether what stands at $at may be a code of class 4 or 5; it is a 4 or a 5. The same as in may-hold-code.ts.
  (func $isCode (param $at i32) (result i32)
    (local $before i32) (local $c i32)
    (local.set $before (i32.load8_u (i32.sub (local.get $at) (i32.const 1))))
    ;; not behind + . / 0-9 @
    (if (i32.or (i32.lt_u (i32.sub (local.get $before) (i32.const 46)) (i32.const 12))
                (i32.or (i32.eq (local.get $before) (i32.const 43)) (i32.eq (local.get $before) (i32.const 64))))
      (then (return (i32.const 0))))
    (if (i32.ge_u (i32.sub (i32.load8_u offset=2 (local.get $at)) (i32.const 48)) (i32.const 10))
      (then (return (i32.const 0))))
    (if (i32.eq (i32.load8_u offset=1 (local.get $at)) (i32.const 46))
      (then
        ;; up to two more digits, a dot, a digit
        (if (i32.lt_u (i32.sub (i32.load8_u offset=3 (local.get $at)) (i32.const 48)) (i32.const 10))
          (then (local.set $at (i32.add (local.get $at) (i32.const 1)))
            (if (i32.lt_u (i32.sub (i32.load8_u offset=3 (local.get $at)) (i32.const 48)) (i32.const 10))
              (then (local.set $at (i32.add (local.get $at) (i32.const 1)))))))
        (return (i32.and (i32.eq (i32.load8_u offset=3 (local.get $at)) (i32.const 46))
                         (i32.lt_u (i32.sub (i32.load8_u offset=4 (local.get $at)) (i32.const 48)) (i32.const 10))))))
    (if (i32.ge_u (i32.sub (i32.load8_u offset=1 (local.get $at)) (i32.const 48)) (i32.const 10))
      (then (return (i32.const 0))))
    ;; behind it a blank, or one of " # ( ) , - : _
    (local.set $c (i32.load8_u offset=3 (local.get $at)))
    (i32.or (i32.eq (local.get $c) (i32.const 95))
            (i32.and (i32.lt_u (local.get $c) (i32.const 64))
                     (i32.wrap_i64 (i64.shr_u (i64.const 0x0400330dffffffff) (i64.extend_i32_u (local.get $c)))))))

  ;; The start of the word whose window is at $at, of those in the buckets; 0 where there is none. The text goes on to $to.
  (func $verify (param $at i32) (param $to i32) (param $buckets i32) (result i32)
    (local $bucket i32) (local $entry i32) (local $last i32) (local $length i32) (local $word i32) (local $start i32) (local $i i32)
    (loop $nextBucket
      (local.set $bucket (i32.shl (i32.ctz (local.get $buckets)) (i32.const 2)))
      (local.set $entry (i32.load offset=96 (local.get $bucket)))
      (local.set $last (i32.load offset=100 (local.get $bucket)))
      (block $none
        (loop $next
          (br_if $none (i32.ge_u (local.get $entry) (local.get $last)))
          (local.set $start (i32.sub (local.get $at) (i32.load (local.get $entry))))
          (local.set $length (i32.load offset=4 (local.get $entry)))
          (local.set $word (i32.load offset=8 (local.get $entry)))
          (local.set $entry (i32.add (local.get $entry) (i32.const 12)))
          (if (i32.eqz (local.get $length))
            (then
              (br_if $next (i32.eqz (call $isCode (local.get $at))))
              (return (local.get $at))))
          (br_if $next (i32.gt_u (i32.add (local.get $start) (local.get $length)) (local.get $to)))
          (local.set $i (i32.const 0))
          (loop $compare
            (br_if $next (i32.ne (i32.load8_u (i32.add (local.get $start) (local.get $i))) (i32.load8_u (i32.add (local.get $word) (local.get $i)))))
            (local.set $i (i32.add (local.get $i) (i32.const 1)))
            (br_if $compare (i32.lt_u (local.get $i) (local.get $length))))
          (return (local.get $start))))
      (br_if $nextBucket (local.tee $buckets (i32.and (local.get $buckets) (i32.sub (local.get $buckets) (i32.const 1))))))
    (i32.const 0))

  ;; The offset after the last LF before $at, or $from.
  (func $lineStart (param $at i32) (param $from i32) (result i32)
    (local $mask i32)
    (loop $back
      (if (i32.ge_s (i32.sub (local.get $at) (i32.const 16)) (local.get $from))
        (then
          (local.set $mask (i8x16.bitmask (i8x16.eq (v128.load (i32.sub (local.get $at) (i32.const 16))) (v128.const i8x16 10 10 10 10 10 10 10 10 10 10 10 10 10 10 10 10))))
          (if (local.get $mask)
            (then (return (i32.sub (i32.add (local.get $at) (i32.const 16)) (i32.clz (local.get $mask))))))
          (local.set $at (i32.sub (local.get $at) (i32.const 16)))
          (br $back))))
    (loop $back
      (br_if $back
        (if (result i32) (i32.and (i32.gt_s (local.get $at) (local.get $from)) (i32.ne (i32.load8_u (i32.sub (local.get $at) (i32.const 1))) (i32.const 10)))
          (then (local.set $at (i32.sub (local.get $at) (i32.const 1))) (i32.const 1))
          (else (i32.const 0)))))
    (local.get $at))

  ;; The offset of the first LF at or after $at, or $to. A CR on the way that stands alone is noted.
  (func $lineEnd (param $at i32) (param $to i32) (result i32)
    (local $v v128) (local $mask i32)
    (block $found
      (loop $on
        (br_if $found (i32.ge_u (local.get $at) (local.get $to)))
        (local.set $v (v128.load (local.get $at)))
        (local.set $mask (i8x16.bitmask (v128.or
          (i8x16.eq (local.get $v) (v128.const i8x16 10 10 10 10 10 10 10 10 10 10 10 10 10 10 10 10))
          (i8x16.eq (local.get $v) (v128.const i8x16 13 13 13 13 13 13 13 13 13 13 13 13 13 13 13 13)))))
        (if (i32.eqz (local.get $mask))
          (then (local.set $at (i32.add (local.get $at) (i32.const 16))) (br $on)))
        (local.set $at (i32.add (local.get $at) (i32.ctz (local.get $mask))))
        (br_if $found (i32.ne (i32.load8_u (local.get $at)) (i32.const 13)))
        (local.set $at (i32.add (local.get $at) (i32.const 1)))
        (br_if $found (i32.eq (i32.load8_u (local.get $at)) (i32.const 10)))
        (global.set $loneCr (i32.const 1))))
    (if (result i32) (i32.lt_u (local.get $at) (local.get $to)) (then (local.get $at)) (else (local.get $to))))

  ;; Looks from $position to $to, adding to $lines. $from begins a line; 32 zeros stand behind $to.
  ;; Stops early when $most hits are written. Returns how many were.
  (func (export "find") (param $from i32) (param $to i32) (param $most i32) (result i32)
    (local $p i32) (local $v v128) (local $w v128) (local $low v128) (local $lf v128) (local $some v128) (local $lone v128)
    (local $low1 v128) (local $high1 v128) (local $low2 v128) (local $high2 v128) (local $low3 v128)
    (local $mask i32) (local $lfMask i32) (local $at i32) (local $hits i32) (local $out i32) (local $end i32) (local $start i32) (local $count i32)
    (local.set $low1 (v128.load (i32.const 0)))
    (local.set $high1 (v128.load (i32.const 16)))
    (local.set $low2 (v128.load (i32.const 32)))
    (local.set $high2 (v128.load (i32.const 48)))
    (local.set $low3 (v128.load (i32.const 64)))
    (local.set $low (v128.const i8x16 15 15 15 15 15 15 15 15 15 15 15 15 15 15 15 15))
    (local.set $p (global.get $position))
    (local.set $count (global.get $lines))
    (local.set $out (i32.const 8192))
    (block $done
      (loop $block
        (br_if $done (i32.ge_u (local.get $p) (local.get $to)))
        (local.set $v (v128.load (local.get $p)))
        (local.set $w (v128.load offset=1 (local.get $p)))
        (local.set $lf (i8x16.eq (local.get $v) (v128.const i8x16 10 10 10 10 10 10 10 10 10 10 10 10 10 10 10 10)))
        (local.set $lone (v128.or (local.get $lone) (v128.andnot
          (i8x16.eq (local.get $v) (v128.const i8x16 13 13 13 13 13 13 13 13 13 13 13 13 13 13 13 13))
          (i8x16.eq (local.get $w) (v128.const i8x16 10 10 10 10 10 10 10 10 10 10 10 10 10 10 10 10)))))
        (local.set $some (v128.and
          (i8x16.swizzle (local.get $low1) (v128.and (local.get $v) (local.get $low)))
          (i8x16.swizzle (local.get $high1) (i8x16.shr_u (local.get $v) (i32.const 4)))))
        (local.set $some (v128.and (local.get $some) (v128.and
          (i8x16.swizzle (local.get $low2) (v128.and (local.get $w) (local.get $low)))
          (i8x16.swizzle (local.get $high2) (i8x16.shr_u (local.get $w) (i32.const 4))))))
        (local.set $some (v128.and (local.get $some)
          (i8x16.swizzle (local.get $low3) (v128.and (v128.load offset=2 (local.get $p)) (local.get $low)))))
        (local.set $lfMask (i8x16.bitmask (local.get $lf)))
        (if (v128.any_true (local.get $some))
          (then
            (v128.store (i32.const 160) (local.get $some))
            (local.set $mask (i32.xor (i8x16.bitmask (i8x16.eq (local.get $some) (v128.const i64x2 0 0))) (i32.const 0xffff)))
            (loop $candidate
              (local.set $at (i32.ctz (local.get $mask)))
              (local.set $start (call $verify (i32.add (local.get $p) (local.get $at)) (local.get $to) (i32.load8_u offset=160 (local.get $at))))
              (if (local.get $start)
                (then
                  (local.set $at (i32.add (local.get $p) (local.get $at)))
                  (local.set $end (call $lineEnd (local.get $at) (local.get $to)))
                  (local.set $count (i32.add (local.get $count) (i32.popcnt (i32.and (local.get $lfMask)
                    (i32.sub (i32.shl (i32.const 1) (i32.sub (local.get $at) (local.get $p))) (i32.const 1))))))
                  (i32.store (local.get $out) (call $lineStart (local.get $at) (local.get $from)))
                  (i32.store offset=4 (local.get $out) (local.get $end))
                  (i32.store offset=8 (local.get $out) (local.get $count))
                  (i32.store offset=12 (local.get $out) (local.get $start))
                  (local.set $out (i32.add (local.get $out) (i32.const 16)))
                  (local.set $hits (i32.add (local.get $hits) (i32.const 1)))
                  (if (i32.lt_u (local.get $end) (local.get $to))
                    (then (local.set $count (i32.add (local.get $count) (i32.const 1)))))
                  (local.set $p (i32.add (local.get $end) (i32.const 1)))
                  (br_if $done (i32.ge_u (local.get $hits) (local.get $most)))
                  (br $block)))
              (br_if $candidate (local.tee $mask (i32.and (local.get $mask) (i32.sub (local.get $mask) (i32.const 1))))))))
        (local.set $count (i32.add (local.get $count) (i32.popcnt (local.get $lfMask))))
        (local.set $p (i32.add (local.get $p) (i32.const 16)))
        (br $block)))
    (global.set $position (local.get $p))
    (global.set $lines (local.get $count))
    ;; a CR in the padding is none
    (if (v128.any_true (local.get $lone)) (then (global.set $loneCr (i32.const 1))))
    (local.get $hits)))
